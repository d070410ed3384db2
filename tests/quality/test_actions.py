"""CAPA, changes and complaints, through their pages and by their commands."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from integrity.refusals import Refused
from quality.commands.capa import close_capa, open_capa, report_capa_done
from quality.commands.changes import approve_change, assess_change, propose_change
from quality.commands.investigation import reject_deviation
from quality.models import Area, Capa, CapaKind, ChangeControl, Complaint
from tests import cast
from tests.cast import NOW
from tests.deeds import changed
from tests.documents import papers
from tests.quality.conftest import check, post, sign, sign_shown
from tests.signing import signed

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
DAY = timedelta(days=1)


@pytest.fixture
def capa(people, raised, classified) -> Capa:
    return open_capa(
        title="New belt", description="Change it", kind=CapaKind.CORRECTIVE,
        owner=people["kadler"], due_on=TODAY + DAY, criterion="Runs for a month",
        check_on=TODAY + 30 * DAY, deviation=classified(raised()), by=people["mlindqvist"], at=NOW,
    )  # fmt: skip


def done(capa: Capa, people, at=NOW) -> Capa:
    return report_capa_done(capa=capa, evidence="Work order 7", by=people["kadler"], at=at)


def test_an_action_is_done_checked_and_closed_on_its_pages(browse, people, capa):
    own = f"/quality/capa/{capa}/"
    assert capa.number == "CAPA-26-0001"
    assert post(browse("kadler"), f"{own}done/", evidence="WO-7", version=1).status_code == 302
    quality = browse("mlindqvist")
    assert sign(quality, f"{own}close/", capa).status_code == 409
    changed(capa, check_on=NOW.date())
    answer = sign_shown(quality, own, f"{own}check/", is_effective="yes", finding="No fall")
    assert answer.status_code == 302
    page = quality.get(own).content.decode()
    assert "Close the CAPA" in page
    assert "It helped. No fall" in page
    assert sign(quality, f"{own}close/", capa).status_code == 302
    capa.refresh_from_db()
    assert capa.state == "CLOSED"


def test_its_effect_is_not_checked_before_its_day(people, capa):
    done(capa, people)
    with pytest.raises(Refused, match="from 2026-12-02 on"):
        check(capa, people["mlindqvist"], NOW + 2 * DAY)
    check(capa, people["mlindqvist"], NOW + 30 * DAY)
    capa.refresh_from_db()
    assert capa.state == "EFFECTIVE"


def test_what_did_not_help_is_open_again_until_another_check(people, capa):
    done(capa, people)
    later, quality = NOW + 31 * DAY, people["mlindqvist"]
    with pytest.raises(Refused, match="checked again"):
        check(capa, quality, later, is_effective=False)
    again = later.date() + 30 * DAY
    check(capa, quality, later, is_effective=False, finding="It fell", check_on=again)
    capa.refresh_from_db()
    assert (capa.state, capa.done_by, capa.check_on) == ("OPEN", None, again)
    with pytest.raises(Refused, match="is “Open”"):
        signed(close_capa, "capa", capa, quality, later)


def test_only_its_owner_or_quality_says_that_it_is_done(people, capa):
    with pytest.raises(Refused, match="Kwame Adler owns CAPA-26-0001"):
        report_capa_done(capa=capa, evidence="x", by=people["jvermaat"], at=NOW)


def test_who_did_it_neither_checks_nor_closes_it(people, capa):
    report_capa_done(capa=capa, evidence="x", by=people["mlindqvist"], at=NOW)
    later, other = NOW + 31 * DAY, cast.another_qa(people)
    with pytest.raises(Refused, match="must be another person"):
        check(capa, people["mlindqvist"], later)
    check(capa, other, later)
    with pytest.raises(Refused, match="must be another person"):
        signed(close_capa, "capa", capa, people["mlindqvist"], later)


def test_a_check_before_the_action_is_refused(people):
    with pytest.raises(Refused, match="before it is due"):
        open_capa(
            title="x", description="x", kind=CapaKind.PREVENTIVE, owner=people["kadler"],
            due_on=TODAY + DAY, criterion="x", check_on=TODAY, by=people["mlindqvist"], at=NOW,
        )  # fmt: skip


def test_a_change_is_approved_when_every_area_is_assessed(browse, people, small_master):
    proposed = {
        "title": "New fan", "description": "Another type", "why": "Less noise",
        "areas": ["ROOMS", "PROCESS"], "owner": people["nbakker"].pk, "due_on": "2026-12-01",
    }  # fmt: skip
    lead = browse("kadler")
    assert post(lead, "/quality/changes/new/", **proposed).status_code == 302
    change = ChangeControl.objects.get()
    own = f"/quality/changes/{change}/"
    for version, area in enumerate(("ROOMS", "PROCESS"), start=1):
        answer = sign(browse("mlindqvist"), f"{own}approve/", change)
        assert answer.status_code == 409
        assert "is not assessed" in answer.content.decode()
        text = {"area": area, "assessment": "None", "version": version}
        assert post(browse("kadler"), f"{own}assess/", **text).status_code == 302
    link = {"record": small_master.code + " v1", "version": 3}
    assert post(lead, f"{own}link/", **link).status_code == 302
    version = papers.effective(people, papers.document(people))
    link = {"record": "sop-017 v1", "version": 4}
    assert post(lead, f"{own}link/", **link).status_code == 302
    for wrong in ("NOTHING", "SOP-017 v2", ""):
        assert post(lead, f"{own}link/", record=wrong, version=5).status_code == 422
    linked = {one.label: one.url for one in change.links.all()}
    assert set(linked) == {str(small_master), str(version)}
    assert linked[str(version)] == "/documents/SOP-017/versions/1/"
    assert sign(browse("mlindqvist"), f"{own}approve/", change).status_code == 302
    made = {"implementation": "Work order 8", "version": 6}
    assert post(browse("jvermaat"), f"{own}implement/", **made).status_code == 409
    assert post(browse("nbakker"), f"{own}implement/", **made).status_code == 302
    closed = sign_shown(browse("mlindqvist"), own, f"{own}close/")
    assert closed.status_code == 302
    change.refresh_from_db()
    assert change.state == "CLOSED"


def test_an_assessment_after_the_signature_is_refused(people):
    change = propose_change(
        title="x", description="x", why="x", areas=[Area.ROOMS], owner=people["kadler"],
        due_on=TODAY, by=people["kadler"], at=NOW,
    )  # fmt: skip
    given = {"change": change, "area": Area.ROOMS, "by": people["nbakker"], "at": NOW}
    assess_change(**given, assessment="Fits")
    signed(approve_change, "change", change, people["mlindqvist"], NOW)
    with pytest.raises(Refused, match="is “Approved”"):
        assess_change(**given, assessment="Does not fit")


def test_a_complaint_waits_for_its_deviation(browse, people, raised):
    deviation = raised()
    sent = {
        "title": "Bag leaks", "description": "At the port", "about": "CART-26-001",
        "organisation": people["pnorth"].organisations[0].pk, "received_on": "2026-11-02",
        "classification": "MAJOR", "owner": people["kadler"].pk,
    }  # fmt: skip
    lead = browse("kadler")
    assert post(lead, "/quality/complaints/new/", **sent).status_code == 302
    complaint = Complaint.objects.get()
    own = f"/quality/complaints/{complaint}/"
    quality = browse("mlindqvist")
    named = {"deviation": str(deviation), "version": 1}
    assert post(quality, f"{own}link/", **named).status_code == 302
    answer = {"answer": "The port was loose.", "version": 2}
    assert post(browse("kadler"), f"{own}answer/", **answer).status_code == 302
    refused = sign(browse("mlindqvist"), f"{own}close/", complaint)
    assert refused.status_code == 409
    assert "DEV-26-0001 is open" in refused.content.decode()
    reject_deviation(deviation=deviation, reason="None", by=people["mlindqvist"], at=NOW)
    assert sign(browse("mlindqvist"), f"{own}close/", complaint).status_code == 302
    complaint.refresh_from_db()
    assert (complaint.state, complaint.number) == ("CLOSED", "CMP-26-0001")


def test_a_complaint_of_tomorrow_is_refused(browse, people):
    sent = {
        "title": "x", "description": "x", "about": "x", "received_on": date(2999, 1, 1),
        "organisation": people["pnorth"].organisations[0].pk, "classification": "MINOR",
        "owner": people["kadler"].pk,
    }  # fmt: skip
    answer = post(browse("kadler"), "/quality/complaints/new/", **sent)
    assert answer.status_code == 422
    assert "in the future" in answer.content.decode()
