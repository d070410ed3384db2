"""What is outsourced goes to whom QA approved for it, under a current quality agreement."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from integrity.models import Signature
from people.commands.organisations import register_organisation
from people.models import Organisation, OrganisationKind
from quality.models import Outsourcing, SupplierApproval
from tests.cast import FOUNDED, NOW, SETUP, with_document
from tests.deeds import changed
from tests.quality.conftest import post, sign

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def laboratory(people) -> Organisation:
    return register_organisation(
        code="VIROLAB", name="Virolab", kind=OrganisationKind.SUPPLIER, by=SETUP, at=NOW
    )


@pytest.fixture
def draft(browse, laboratory):
    """Drafts the approval of the laboratory on its page."""

    def make(**other: Any) -> Any:
        drafted = {
            "organisation": laboratory.pk, "kind": "LABORATORY", "title": "Sterility tests",
            "scope": "Ph. Eur. 2.6.27", "item_codes": "STERILITY", "conditions": "",
            "audit_evidence": "AUD-26-004", "valid_from": "2026-01-01",
            "quality_agreement": "QAG-021 v1", "quality_from": "2026-01-01",
        }  # fmt: skip
        return post(browse("nbakker"), "/quality/suppliers/new/", **drafted | other)

    return make


@pytest.fixture
def approved(browse, people, draft) -> SupplierApproval:
    assert draft().status_code == 302
    made = with_document(SupplierApproval.objects.get(), people["nbakker"])
    page = f"/quality/suppliers/{made}/sign/"
    assert sign(browse("mlindqvist"), page, made).status_code == 302
    return made


@pytest.fixture
def requested(browse, people, laboratory, small_batch) -> Outsourcing:
    asked = {
        "title": "Sterility of CART-26-001", "description": "Two vials, cooled",
        "organisation": laboratory.pk, "kind": "LABORATORY", "item_code": "STERILITY",
        "record": "CART-26-001", "owner": people["trieger"].pk, "due_on": "2026-12-24",
    }  # fmt: skip
    assert post(browse("nbakker"), "/quality/outsourcing/new/", **asked).status_code == 302
    return Outsourcing.objects.get()


def approve(browse, requested: Outsourcing, who: str = "mlindqvist") -> Any:
    return sign(browse(who), f"/quality/outsourcing/{requested}/approve/", requested, who)


@pytest.mark.urs("ATMP-13.02")
def test_it_works_under_a_current_quality_agreement(browse, approved, requested):
    """Requested, approved with a signature, its report received: all on its page."""
    own = f"/quality/outsourcing/{requested}/"
    page = browse("mlindqvist").get(own).content.decode()
    assert 'href="/batches/CART-26-001/"' in page
    assert approve(browse, requested).status_code == 302
    assert [one.signer_name for one in Signature.objects.of(requested)] == ["Mara Lindqvist"]
    report = {"report": "Sterile, report VL-26-118", "version": 2}
    assert post(browse("jvermaat"), f"{own}report/", **report).status_code == 409
    assert post(browse("trieger"), f"{own}report/", **report).status_code == 302
    requested.refresh_from_db()
    assert (requested.state, requested.closed_by.username) == ("DONE", "trieger")


@pytest.mark.urs("ATMP-13.02")
@pytest.mark.parametrize(
    ("agreed", "said"),
    [
        (
            {"quality_until": timezone.localdate() - DAY},
            "The quality agreement “QAG-021 v1” with Virolab is “Expired”.",
        ),
        (
            {"quality_from": timezone.localdate() + DAY},
            "The quality agreement “QAG-021 v1” with Virolab is “Not in force yet”.",
        ),
        ({"item_codes": ["MYCO"]}, "Virolab is not approved for STERILITY."),
        ({"kind": "MATERIAL"}, "Virolab is not approved as contract laboratory."),
        ({"valid_until": timezone.localdate() - DAY}, "of Virolab is “Expired”."),
    ],
)
def test_it_does_not_go_out_without(browse, approved, requested, agreed, said):
    changed(approved, **agreed)
    page = browse("mlindqvist").get(f"/quality/outsourcing/{requested}/").content.decode()
    assert said in page
    answer = approve(browse, requested)
    assert answer.status_code == 409
    assert said in answer.content.decode()
    requested.refresh_from_db()
    assert requested.state == "REQUESTED"
    assert not Signature.objects.of(requested).exists()


def test_without_any_approval_it_does_not_go_out(browse, requested):
    answer = approve(browse, requested)
    assert answer.status_code == 409
    assert "Virolab is not approved as contract laboratory." in answer.content.decode()


def test_who_asked_for_it_does_not_approve_it(browse, people, approved, laboratory):
    asked = {
        "title": "x", "description": "x", "organisation": laboratory.pk, "kind": "LABORATORY",
        "owner": people["trieger"].pk, "due_on": "2026-12-24",
    }  # fmt: skip
    assert post(browse("mlindqvist"), "/quality/outsourcing/new/", **asked).status_code == 302
    page = f"/quality/outsourcing/{Outsourcing.objects.get()}/"
    assert "must be another person" in browse("mlindqvist").get(page).content.decode()
    answer = approve(browse, Outsourcing.objects.get())
    assert answer.status_code == 409
    assert "must be another person" in answer.content.decode()


@pytest.mark.urs("ATMP-13.02")
def test_a_laboratory_is_not_approved_without_a_quality_agreement(browse, people, draft):
    """Neither drafted without its name and days, nor signed without its document or when past."""
    answer = draft(quality_agreement="", quality_from="")
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"quality_agreement", "quality_from"}
    assert draft(quality_until=timezone.localdate() - DAY).status_code == 302
    made, quality = SupplierApproval.objects.get(), browse("mlindqvist")
    answer = sign(quality, f"/quality/suppliers/{made}/sign/", made)
    assert answer.status_code == 409
    told = answer.content.decode()
    assert "The quality agreement “QAG-021 v1” is not current." in told
    assert "The quality agreement “QAG-021 v1” is not among its files." in told
    made.refresh_from_db()
    assert made.state == "DRAFT"


def test_who_delivers_materials_needs_none(browse, draft):
    asked = {"kind": "MATERIAL", "quality_agreement": "", "quality_from": ""}
    assert draft(**asked).status_code == 302
    made = SupplierApproval.objects.get()
    answer = sign(browse("mlindqvist"), f"/quality/suppliers/{made}/sign/", made)
    assert answer.status_code == 302


def test_what_is_attached_later_leaves_the_signature(people, approved):
    """The files that were there are signed; another one does not change what was."""
    approved.refresh_from_db()
    told = approved.signed_content()
    assert len(told["documents"]) == 1
    with_document(approved, people["nbakker"], approved.signed_at + DAY)
    assert approved.signed_content() == told
    assert approved.signed_at > FOUNDED


def test_what_is_called_back_is_kept_with_the_reason(browse, approved, requested):
    assert approve(browse, requested).status_code == 302
    own = f"/quality/outsourcing/{requested}/"
    why = {"reason": "The vial broke", "version": 2}
    assert post(browse("mlindqvist"), f"{own}cancel/", **why).status_code == 302
    requested.refresh_from_db()
    assert (requested.state, requested.ending) == ("CANCELLED", "The vial broke")
