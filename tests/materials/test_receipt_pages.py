"""Deliveries and their release as people do them: through the pages."""

from __future__ import annotations

import uuid
from decimal import Decimal

import pytest
from django.urls import reverse

from materials.gates import use_blockers
from materials.models import Lot
from people.commands.memberships import give_role
from people.models import Organisation, Role
from tests.cast import NOW, SETUP
from tests.materials import stock
from tests.materials.sent import papers, receipt, signed

pytestmark = pytest.mark.django_db


def test_it_works(browse, apheresis):
    client = browse("jvermaat")
    page = reverse("lot-receive", args=["APH-01"])
    assert "Donation code" in client.get(page).content.decode()
    answer = client.post(page, receipt(apheresis, **papers()))
    assert answer.status_code == 302
    lot = Lot.objects.get()
    assert (lot.status, lot.quantity, lot.containers.count()) == ("QUARANTINE", 200, 2)
    assert "NOT_ORDERED" in lot.findings
    shown = client.get(reverse("lot", args=[lot.number]))
    assert stock.DONATION in shown.content.decode()


@pytest.mark.urs("ATMP-07.04")
@pytest.mark.parametrize("missing", ["coldest", "collected_at"])
def test_temperature_and_time_since_collection_are_recorded(browse, apheresis, missing):
    client, page = browse("jvermaat"), reverse("lot-receive", args=["APH-01"])
    refused = client.post(page, receipt(apheresis, **papers(**{missing: ""})))
    assert refused.status_code == 422
    too_warm = receipt(apheresis, **papers(warmest="8.5"))
    assert client.post(page, too_warm).status_code == 302
    lot = Lot.objects.get()
    assert (str(lot.coldest), str(lot.warmest)) == ("2.5", "8.5")
    assert "TOO_WARM" in lot.findings
    assert lot.collected_at is not None


@pytest.mark.urs("ATMP-07.05")
def test_pending_donor_tests_keep_the_lot_in_quarantine(browse, apheresis):
    lot = stock.received(apheresis, donor_tests="PENDING")
    client, page = browse("mlindqvist"), reverse("lot-release", args=[lot.number])
    given = {"certificate": "CoA 1", "assessment": "Fine"}
    assert client.post(page, signed(lot, **given)).status_code == 409
    done = client.post(
        reverse("lot-deed", args=[lot.number, "donor-tests"]),
        {"command_id": str(uuid.uuid4()), "donor_tests": "CLEAR", "reason": "Report 17"},
    )
    assert done.status_code == 302
    lot.refresh_from_db()
    assert client.post(page, signed(lot, **given)).status_code == 302
    lot.refresh_from_db()
    assert (lot.status, lot.certificate) == ("RELEASED", "CoA 1")


def test_who_received_a_lot_does_not_release_it(browse, people):
    lot = stock.received(stock.material(), by="jvermaat")
    page = reverse("lot-release", args=[lot.number])
    answer = browse("jvermaat").post(page, signed(lot, "jvermaat", certificate="CoA"))
    assert answer.status_code == 403
    lot.refresh_from_db()
    assert lot.status == "QUARANTINE"


def test_who_received_it_does_not_release_it_with_the_permission_either(browse, people):
    qa = people["mlindqvist"]
    give_role(
        user=qa, role=Role.objects.get(code="operator"), by=SETUP, at=NOW,
        organisation=Organisation.objects.get(code="SITE"),
    )  # fmt: skip
    lot = stock.received(stock.material(), by="mlindqvist")
    page = reverse("lot-release", args=[lot.number])
    given = {"certificate": "CoA", "assessment": "Fine"}
    refused = browse("mlindqvist").post(page, signed(lot, **given))
    assert refused.status_code == 409
    assert "must be another person" in refused.content.decode()
    lot.refresh_from_db()
    assert lot.status == "QUARANTINE"


def test_what_was_found_is_judged_before_release(browse, people):
    lot = stock.received(stock.material(), is_damaged=True)
    page = reverse("lot-release", args=[lot.number])
    client = browse("mlindqvist")
    refused = client.post(page, signed(lot, certificate="CoA 9"))
    assert refused.status_code == 422
    assert "CoA 9" in refused.content.decode()
    assert (
        client.post(page, signed(lot, certificate="CoA 9", assessment="Box only")).status_code
        == 302
    )


def test_a_lot_that_was_tested_again_may_be_used_again(browse, people):
    lot = stock.release(stock.received(stock.material(retest_months=1)))
    later = NOW + 400 * stock.DAY
    page = reverse("lot-deed", args=[lot.number, "retest"])
    given = {"command_id": str(uuid.uuid4()), "certificate": "CoA 2", "reason": "Passed"}
    client, taken = browse("mlindqvist"), {"quantity": Decimal(1), "at": later}
    due = use_blockers(lot.containers.get(), **taken)
    assert [one.code for one in due] == ["RETEST_DUE"]
    assert client.post(page, {**given, "retest_on": "2026-01-01"}).status_code == 422
    answer = client.post(page, {**given, "retest_on": "2099-06-30"})
    assert answer.status_code == 302
    lot.refresh_from_db()
    container = lot.containers.get()
    codes = [one.code for one in use_blockers(container, quantity=Decimal(1), at=later)]
    assert codes == []
