"""What is bought or tested elsewhere comes from whom QA approved."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest

from integrity.signatures.content import content_hash
from people.commands.organisations import register_organisation
from people.models import Organisation, OrganisationKind
from quality.commands.engagements import end_engagement
from quality.gates.agreements import supplier_blockers
from quality.models import SupplierApproval, SupplierKind
from tests.cast import NOW, SETUP, with_document
from tests.passwords import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture
def laboratory(people) -> Organisation:
    return register_organisation(
        code="VIROLAB", name="Virolab", kind=OrganisationKind.SUPPLIER, by=SETUP, at=NOW
    )


def codes(organisation, kind=SupplierKind.LABORATORY, at=None, item="") -> list[str]:
    at = at or NOW
    return [one.code for one in supplier_blockers(organisation, kind=kind, at=at, item=item)]


@pytest.fixture
def approved(browse, people, laboratory) -> SupplierApproval:
    """Drafted and signed on its pages, for sterility alone."""
    drafted = {
        "organisation": laboratory.pk, "kind": "LABORATORY", "title": "Sterility tests",
        "scope": "Ph. Eur. 2.6.27", "item_codes": "STERILITY, MYCO", "conditions": "",
        "audit_evidence": "AUD-26-004", "valid_from": "2026-01-01", "valid_until": "2027-12-31",
        "quality_agreement": "QAG-021 v1", "quality_from": "2026-01-01",
        "quality_until": "2027-06-30",
    }  # fmt: skip
    answer = browse("nbakker").post(
        "/quality/suppliers/new/", {"command_id": str(uuid.uuid4()), **drafted}
    )
    assert answer.status_code == 302
    made = with_document(SupplierApproval.objects.get(), people["nbakker"])
    sign = {"who": "mlindqvist", "secret": PASSWORD, "shown": content_hash(made)}
    answer = browse("mlindqvist").post(
        f"/quality/suppliers/{made}/sign/", {"command_id": str(uuid.uuid4()), **sign}
    )
    assert answer.status_code == 302
    return made


def later(made: SupplierApproval):
    made.refresh_from_db()
    assert made.signed_at is not None
    return made.signed_at


def test_it_works(laboratory, approved):
    at = later(approved)
    assert codes(laboratory, at=at, item="STERILITY") == []
    assert codes(laboratory, at=at, item="PCR") == ["OUT_OF_SCOPE"]
    assert codes(laboratory, SupplierKind.MATERIAL, at=at) == ["NOT_APPROVED"]
    assert codes(laboratory, at=at - timedelta(seconds=1)) == ["NOT_APPROVED"]


def test_after_its_end_nothing_is_taken_from_there(people, laboratory, approved):
    at = later(approved)
    end_engagement(engagement=approved, reason="Audit failed", by=people["mlindqvist"], at=at)
    assert codes(laboratory, at=at, item="STERILITY") == ["APPROVAL_NOT_IN_FORCE"]


def test_the_list_and_the_record_show_it(browse, approved):
    client = browse("kadler")
    assert "Sterility tests" in client.get("/quality/suppliers/?words=steril").content.decode()
    assert "None fits" in client.get("/quality/suppliers/?words=none").content.decode()
    page = client.get(f"/quality/suppliers/{approved}/").content.decode()
    assert "AUD-26-004" in page
    assert "Approve the supplier" not in page
