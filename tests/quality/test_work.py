"""My work: what waits for an owner and for quality assurance, and not for who did it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from people.models import User
from quality.commands.capa import report_capa_done
from quality.commands.changes import (
    approve_change,
    assess_change,
    implement_change,
    propose_change,
)
from quality.commands.complaints import answer_complaint, receive_complaint
from quality.commands.outsourcing import approve_outsourcing, request_outsourcing
from quality.models import Area, Capa, Classification, SupplierApproval, SupplierKind
from quality.work import managed_cases, own_cases
from tests import cast
from tests.cast import NOW
from tests.deeds import changed
from tests.materials import stock
from tests.quality.conftest import check
from tests.quality.test_capa_ends import opened
from tests.signing import signed

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def asked(user: User, source=managed_cases, at=NOW) -> set[tuple[str, str]]:
    return {(str(one.asked), one.code) for one in source(user, at, 50).tasks}


def test_a_capa_is_done_checked_and_closed(people, raised, classified):
    capa = opened(people, classified(raised()))
    quality, owner = people["mlindqvist"], people["kadler"]
    assert ("Do the CAPA and report it", capa.number) in asked(owner, own_cases)
    report_capa_done(capa=capa, evidence="x", by=quality, at=NOW)
    assert ("Check the effect of the CAPA", capa.number) not in asked(quality)
    other = cast.another_qa(people)
    assert ("Check the effect of the CAPA", capa.number) in asked(other)
    check(capa, other, NOW)
    assert ("Close the CAPA", capa.number) in asked(other)
    assert ("Close the CAPA", capa.number) not in asked(quality)
    assert Capa.objects.get().state == "EFFECTIVE"


def test_a_change_is_assessed_approved_made_and_closed(people):
    quality, owner = people["mlindqvist"], people["kadler"]
    change = propose_change(
        title="New fan", description="x", why="x", areas=[Area.ROOMS], owner=owner, due_on=TODAY,
        by=people["nbakker"], at=NOW,
    )  # fmt: skip
    number = change.number
    assert ("Have every area of the change assessed", number) in asked(owner, own_cases)
    assert ("Approve the change", number) not in asked(quality)
    assess_change(change=change, area=Area.ROOMS, assessment="Fits", by=owner, at=NOW)
    assert ("Have every area of the change assessed", number) not in asked(owner, own_cases)
    assert ("Approve the change", number) in asked(quality)
    signed(approve_change, "change", change, quality, NOW)
    assert ("Make the change", number) in asked(owner, own_cases)
    implement_change(change=change, implementation="x", by=quality, at=NOW)
    assert ("Close the change", number) not in asked(quality)
    assert ("Close the change", number) in asked(cast.another_qa(people))


def test_a_complaint_is_answered_and_closed(people):
    complaint = receive_complaint(
        title="Bag leaks", description="x", about="x", received_on=TODAY,
        organisation=people["pnorth"].organisations[0], classification=Classification.MINOR,
        owner=people["kadler"], by=people["kadler"], at=NOW,
    )  # fmt: skip
    assert ("Answer the complaint", complaint.number) in asked(people["kadler"], own_cases)
    assert ("Close the complaint", complaint.number) not in asked(people["mlindqvist"])
    answer_complaint(complaint=complaint, answer="x", by=people["kadler"], at=NOW)
    assert ("Close the complaint", complaint.number) in asked(people["mlindqvist"])


def test_a_supplier_is_approved_and_renewed(people):
    organisation = stock.supplier()
    approval = SupplierApproval.objects.get(organisation=organisation)
    quality = people["mlindqvist"]
    changed(approval, valid_until=TODAY + timedelta(days=30))
    assert ("Renew the approval", approval.number) in asked(quality)
    changed(approval, state="DRAFT", signed_at=None, signed_by=None)
    assert ("Approve the supplier", approval.number) in asked(quality)
    changed(approval, drafted_by=quality)
    assert ("Approve the supplier", approval.number) not in asked(quality)


def test_what_is_outsourced_is_approved_and_comes_back(people):
    laboratory = stock.unknown_supplier("LAB")
    drafted = stock.approve(
        laboratory, kind=SupplierKind.LABORATORY, quality_agreement="QAG-1",
        quality_from=cast.FOUNDED.date(),
    )  # fmt: skip
    outsourcing = request_outsourcing(
        title="Sterility", description="x", organisation=laboratory, owner=people["trieger"],
        kind=SupplierKind.LABORATORY, due_on=TODAY, by=people["nbakker"], at=NOW,
    )  # fmt: skip
    quality = people["mlindqvist"]
    assert ("Approve what is outsourced", outsourcing.number) in asked(quality)
    signed(approve_outsourcing, "outsourcing", outsourcing, quality, NOW)
    told = ("Get the report of what is done elsewhere", outsourcing.number)
    assert told in asked(people["trieger"], own_cases)
    assert drafted.kind == "LABORATORY"
