"""Products with their sponsor, kind and legal bases: through the pages."""

from __future__ import annotations

import uuid

import pytest
from django.urls import reverse

from integrity.models import AuditEvent
from materials.models import Product
from people.models import Organisation
from tests.materials import stock

pytestmark = pytest.mark.django_db


def product(**more):
    return {
        "command_id": str(uuid.uuid4()), "code": "TIL-01", "name": "TIL, autologous",
        "sponsor": Organisation.objects.get(code="NORTHLIGHT").pk, "kind": "SCTMP",
        "is_autologous": "yes", "legal_bases": ["TRIAL", "EXEMPTION"], **more,
    }  # fmt: skip


def test_a_product_is_registered_with_its_legal_bases(browse, people):
    client = browse("nbakker")
    assert client.post(reverse("product-new"), product()).status_code == 302
    made = Product.objects.get()
    assert (made.legal_bases, made.is_autologous) == (["EXEMPTION", "TRIAL"], True)
    shown = client.get(reverse("product", args=["TIL-01"])).text
    assert "Hospital exemption, Clinical trial" in shown


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"legal_bases": ["NONE"]}, "legal_bases"),
        ({"is_autologous": ""}, "is_autologous"),
        ({"code": "no blank"}, "code"),
        ({"kind": ""}, "kind"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(browse, people, wrong, field):
    refused = browse("nbakker").post(reverse("product-new"), product(**wrong))
    assert refused.status_code == 422
    assert f"id_{field}_error" in refused.text
    assert "TIL, autologous" in refused.text
    assert not Product.objects.exists()


def test_a_supplier_has_no_product(browse, people):
    given = product(sponsor=stock.unknown_supplier().pk)
    refused = browse("nbakker").post(reverse("product-new"), given)
    assert refused.status_code == 422
    assert "id_sponsor_error" in refused.text


def test_its_legal_bases_change_with_a_reason(browse, people):
    client = browse("nbakker")
    client.post(reverse("product-new"), product())
    made, page = Product.objects.get(), reverse("product-alter", args=["TIL-01"])
    given = {
        "command_id": str(uuid.uuid4()), "version": made.version, "name": made.name,
        "kind": made.kind, "legal_bases": ["AUTHORISATION"],
    }  # fmt: skip
    assert client.post(page, {**given, "reason": ""}).status_code == 422
    assert client.post(page, {**given, "reason": "Authorised 2026-10"}).status_code == 302
    made.refresh_from_db()
    assert made.legal_bases == ["AUTHORISATION"]
    assert AuditEvent.objects.latest("seq").reason == "Authorised 2026-10"
    assert "Marketing authorisation" in client.get(reverse("product", args=["TIL-01"])).text


def test_a_partner_sees_the_products_of_its_sponsor(browse, people):
    browse("nbakker").post(reverse("product-new"), product())
    page = reverse("product", args=["TIL-01"])
    assert browse("pnorth").get(page).status_code == 200
    assert browse("phalden").get(page).status_code == 404


def test_a_product_with_a_vector_needs_containment(browse, people):
    client, given = browse("nbakker"), product(vector=" LV-CD19 ")
    refused = client.post(reverse("product-new"), given)
    assert refused.status_code == 422
    assert "A product with a viral vector needs containment." in refused.text
    assert not Product.objects.exists()
    client.post(reverse("product-new"), {**given, "containment": "LEVEL_2"})
    made = Product.objects.get()
    assert (made.vector, made.containment) == ("LV-CD19", "LEVEL_2")
    shown = client.get(reverse("product", args=["TIL-01"])).text
    assert "LV-CD19" in shown
    assert "Containment level 2" in shown
