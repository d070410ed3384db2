"""What a lot is released on: an effective specification, and its certificate as a file."""

from __future__ import annotations

import uuid
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from documents.models import Attachment, DocumentKind
from integrity.models import Signature
from integrity.refusals import Refused
from integrity.signatures.meanings import Meaning
from materials.commands.release import reject_lot
from materials.commands.stock import use_material
from people.models import Organisation
from tests.cast import NOW
from tests.documents import papers
from tests.materials import stock
from tests.materials.sent import receipt, signed
from tests.signing import attested

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
GIVEN = {"certificate": "CoA 4711", "assessment": "Bought at short notice"}


def attach(client, lot) -> None:
    """Through the page of the lot's files."""
    answer = client.post(
        reverse("files", args=["materials.lot", lot.pk]),
        {
            "command_id": str(uuid.uuid4()), "caption": "Certificate",
            "file": SimpleUploadedFile("coa.pdf", PDF, "application/pdf"),
        },
    )  # fmt: skip
    assert answer.status_code == 302


def codes(refused) -> list[str]:
    return [blocker.code for blocker in refused.value.blockers]


def test_it_is_released_on_the_certificate_that_is_attached(browse, people):
    lot = stock.received(stock.material(needs_certificate=True))
    client, page = browse("mlindqvist"), reverse("lot-release", args=[lot.number])
    refused = client.post(page, signed(lot, **GIVEN))
    assert refused.status_code == 409
    assert "Attach the certificate to the lot." in refused.content.decode()
    attach(client, lot)
    assert client.post(page, signed(lot, **GIVEN)).status_code == 302
    lot.refresh_from_db()
    attached = Attachment.objects.get(subject_type="materials.lot")
    sha256 = attached.file.sha256
    assert (lot.status, lot.files) == ("RELEASED", [sha256])
    assert sha256 in Signature.objects.of(lot).get().content
    shown = client.get(reverse("lot", args=[lot.number])).text
    decided = shown[shown.index("Decided on") :]
    assert f'href="{reverse("file", args=[attached.pk])}">coa.pdf</a>' in decided
    assert sha256[:16] in decided


def test_where_the_material_asks_for_none_it_is_released_without(people):
    assert stock.release(stock.received(stock.material())).files == []


def test_a_file_that_comes_while_qa_signs_is_looked_at_first(browse, people):
    lot = stock.received(stock.material(needs_certificate=True))
    client, page = browse("mlindqvist"), reverse("lot-release", args=[lot.number])
    attach(client, lot)
    shown = signed(lot, **GIVEN)
    stock.certify(lot, "other.pdf")
    refused = client.post(page, shown)
    assert refused.status_code == 409
    assert "is not what you were shown any more" in refused.content.decode()
    lot.refresh_from_db()
    assert lot.status == "QUARANTINE"


def test_what_is_attached_later_was_not_signed_and_makes_nothing_void(people):
    lot = stock.received(stock.material(needs_certificate=True))
    stock.certify(lot)
    lot = stock.release(lot)
    stock.certify(lot, "later.pdf")
    use_material(
        container=lot.containers.get(), quantity=Decimal(1), purpose="CART-26-001", at=NOW,
        by=people["jvermaat"],
    )  # fmt: skip
    lot.refresh_from_db()
    assert len(lot.files) == 1
    qa = people["mlindqvist"]
    known = attested(qa, lot, Meaning.REJECTED, NOW)
    reject_lot(lot=lot, reason="Recalled", by=qa, at=NOW, attested=known)
    assert [one.is_void for one in Signature.objects.of(lot)] == [False, False]


def test_only_an_effective_specification_releases(browse, people):
    lot = stock.received(stock.material(specification="SPEC-031"))
    client, page = browse("mlindqvist"), reverse("lot-release", args=[lot.number])
    refused = client.post(page, signed(lot, **GIVEN))
    assert refused.status_code == 409
    assert "Specification “SPEC-031” of MED-01 is not effective." in refused.content.decode()
    specification = papers.document(people, "SPEC-031", kind=DocumentKind.SPECIFICATION)
    version = papers.approved(people, specification)
    assert client.post(page, signed(lot, **GIVEN)).status_code == 409
    papers.make_effective(version=version, by=papers.CALENDAR, at=NOW)
    assert client.post(page, signed(lot, **GIVEN)).status_code == 302


def test_a_procedure_of_that_code_is_no_specification(people):
    papers.effective(people, papers.document(people, "SPEC-031"))
    with pytest.raises(Refused) as refused:
        stock.release(stock.received(stock.material(specification="SPEC-031")))
    assert codes(refused) == ["SPECIFICATION_NOT_EFFECTIVE"]


def test_the_page_of_the_material_leads_to_the_document(browse, people):
    papers.document(people, "SPEC-031", kind=DocumentKind.SPECIFICATION)
    stock.material(specification="SPEC-031")
    page, link = reverse("material", args=["MED-01"]), reverse("document", args=["SPEC-031"])
    assert f'href="{link}"' in browse("mlindqvist").get(page).content.decode()


def test_a_partner_reads_the_files_of_own_lots_and_of_no_other(browse, people):
    sponsor = Organisation.objects.get(code="NORTHLIGHT")
    own = stock.received(stock.material(), owner=sponsor)
    link = reverse("file", args=[stock.certify(own).pk])
    assert browse("pnorth").get(link).status_code == 200
    assert browse("phalden").get(link).status_code == 404
    other = stock.received(stock.material("MED-02"))
    assert browse("pnorth").get(reverse("file", args=[stock.certify(other).pk])).status_code == 404


def test_the_receipt_says_nothing_of_files(browse, people):
    """A lot without any is received all the same: the certificate may come later."""
    medium = stock.material(needs_certificate=True)
    stock.source(medium)
    page = reverse("lot-receive", args=[medium.code])
    assert browse("jvermaat").post(page, receipt(medium)).status_code == 302


def test_an_expired_lot_is_not_released(browse, people):
    lot = stock.received(stock.material(), expires_on=(NOW + stock.DAY).date())
    client, page = browse("mlindqvist"), reverse("lot-release", args=[lot.number])
    refused = client.post(page, signed(lot, **GIVEN))
    assert refused.status_code == 409
    assert "It has expired." in refused.content.decode()
    assert stock.release(lot).status == "RELEASED"
