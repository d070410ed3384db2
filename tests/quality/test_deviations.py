"""A deviation from a field of a record to its signed closing."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from batches.commands.execution import complete_step
from batches.models import BatchStep
from integrity.models import AuditEvent, Signature
from integrity.refusals import NotPermitted, Refused
from quality.commands.deviations import refresh_impacts
from quality.commands.investigation import (
    close_deviation,
    conclude_investigation,
    reject_deviation,
    reopen_investigation,
    waive_capa,
)
from quality.models import Cause, Classification, Deviation, Method
from tests.cast import NOW, answers, make_batch, make_room
from tests.quality.conftest import HOUR, post, sign
from tests.signing import signed

pytestmark = pytest.mark.django_db
LIST, FIELD = "/quality/deviations/", "Patient code matches"
SEEN = {
    "title": "Wrong lot on the bag", "description": "Read twice", "containment": "",
    "occurred_at": "2026-11-02T08:00", "found_at": "2026-11-02T08:30",
}  # fmt: skip


def first_step(batch) -> BatchStep:
    return BatchStep.objects.filter(operation__batch=batch).earliest("position")


def test_it_works_from_a_field_to_its_closing(browse, people, small_batch):
    """Through the pages, with the link that stands beside the record."""
    step = first_step(small_batch)
    operator = browse("jvermaat")
    page = operator.get(f"/batches/{small_batch}/steps/1.1/").content.decode()
    about = f"{LIST}new/?about=batches.batchstep:{step.pk}"
    assert about in page
    asked = operator.get(f"{about}&field={FIELD}")
    assert asked.context["form"]["field"].value() == FIELD
    assert "required yes" in asked.content.decode()
    assert post(operator, about, field="Lot", **SEEN).status_code == 422
    assert operator.get(f"{about}&field=Lot").status_code == 404
    assert post(operator, about, field=FIELD, **SEEN).status_code == 302

    deviation = Deviation.objects.get()
    assert deviation.number == "DEV-26-0001"
    assert (deviation.subject_field, deviation.room_code) == (FIELD, "CR05")
    assert deviation.product_code == "CART-CD19"
    assert [one.subject_label for one in deviation.impacts.all()] == ["CART-26-001"]
    own = f"{LIST}{deviation}/"

    quality = browse("mlindqvist")
    assert sign(quality, f"{own}close/", deviation).status_code == 409
    classify = {
        "classification": "CRITICAL", "owner": people["kadler"].pk, "fact": "A lot was misread.",
        "containment": "", "version": 1,
    }  # fmt: skip
    assert post(quality, f"{own}classify/", **classify).status_code == 302
    lead = browse("kadler")
    found = {
        "why_1": "Another lot was read.", "why_2": "Two bags hang there.",
        "why_3": "Their labels are alike.", "root_cause": "Two labels alike.",
        "cause": "METHOD", "version": 2,
    }  # fmt: skip
    assert post(lead, f"{own}investigate/", **found).status_code == 302

    quality = browse("mlindqvist")
    answer = sign(quality, f"{own}close/", deviation)
    assert answer.status_code == 409
    assert "1 of the records it touches" in answer.content.decode()
    impact = deviation.impacts.get()
    assess = {"conclusion": "NONE", "assessment": "The lot is of the same kind.", "version": 1}
    assert post(quality, f"/quality/impacts/{impact.pk}/assess/", **assess).status_code == 302
    assert sign(quality, f"/quality/impacts/{impact.pk}/conclude/", impact).status_code == 302
    assert "no CAPA" in sign(quality, f"{own}close/", deviation).content.decode()

    capa = {
        "title": "Labels of two colours", "kind": "PREVENTIVE", "description": "Order them",
        "owner": people["kadler"].pk, "due_on": "2026-12-01", "criterion": "None misread",
        "check_on": "2027-01-01",
    }  # fmt: skip
    answer = post(quality, f"{own}capa/", **capa)
    assert answer.status_code == 302
    assert sign(quality, f"{own}close/", deviation).status_code == 302
    deviation.refresh_from_db()
    assert (deviation.state, deviation.closed_by) == ("CLOSED", people["mlindqvist"])
    assert [one.is_void for one in Signature.objects.of(deviation)] == [False]


def test_each_year_begins_anew(raised):
    raised()
    assert raised(at=NOW + timedelta(days=100)).number == "DEV-27-0001"
    assert raised().number == "DEV-26-0002"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": ""}, "title"),
        ({"description": " "}, "description"),
        ({"found_at": NOW + HOUR}, "found_at"),
        ({"occurred_at": NOW + HOUR}, "occurred_at"),
        ({"containment": "x" * 4001}, "containment"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(raised, wrong, field):
    with pytest.raises(Refused) as refused:
        raised(**wrong)
    assert {one.field for one in refused.value.blockers} == {field}
    assert not Deviation.objects.exists()


@pytest.mark.parametrize("about", ["nothing", "cleanrooms.room:x", "people.user:{pk}"])
def test_about_something_unknown_there_is_no_form(browse, people, about):
    address = f"{LIST}new/?about={about.format(pk=people['kadler'].pk)}"
    assert browse("jvermaat").get(address).status_code == 404


@pytest.mark.parametrize(
    ("classification", "due"),
    [
        (Classification.MINOR, date(2026, 12, 2)),
        (Classification.MAJOR, date(2026, 11, 22)),
        (Classification.CRITICAL, date(2026, 11, 12)),
    ],
)
def test_its_class_says_when_it_is_due(raised, classified, classification, due):
    deviation = classified(raised(), classification=classification)
    assert (deviation.due_on, deviation.state) == (due, "INVESTIGATING")
    given = classified(deviation, due_on=date(2026, 11, 5), reason="Sooner")
    assert (given.due_on, given.state) == (date(2026, 11, 5), "INVESTIGATING")


def test_only_its_owner_and_quality_investigate(people, raised, classified):
    deviation = classified(raised())
    given = {
        "deviation": deviation, "method": Method.OTHER, "cause": Cause.UNKNOWN,
        "findings": "Nothing", "root_cause": "Not found", "at": NOW,
    }  # fmt: skip
    with pytest.raises(Refused, match="Kwame Adler owns DEV-26-0001"):
        conclude_investigation(**given, by=people["jvermaat"])
    assert conclude_investigation(**given, by=people["kadler"]).state == "INVESTIGATED"


def test_who_investigated_does_not_close(people, raised, classified, concluded):
    deviation = classified(raised())
    concluded(deviation)
    conclude_investigation(
        deviation=deviation, method=Method.OTHER, cause=Cause.METHOD, findings="x",
        root_cause="y", by=people["mlindqvist"], at=NOW,
    )  # fmt: skip
    waive_capa(deviation=deviation, reason="Once in a year", by=people["mlindqvist"], at=NOW)
    with pytest.raises(Refused, match="must be another person"):
        signed(close_deviation, "deviation", deviation, people["mlindqvist"], NOW)


def test_a_reason_stands_for_a_capa(people, raised, investigated, concluded):
    deviation = investigated(raised())
    concluded(deviation)
    with pytest.raises(Refused, match="There is no CAPA"):
        signed(close_deviation, "deviation", deviation, people["mlindqvist"], NOW)
    waive_capa(deviation=deviation, reason="Once in a year", by=people["mlindqvist"], at=NOW)
    closed = signed(close_deviation, "deviation", deviation, people["mlindqvist"], NOW)
    assert closed.state == "CLOSED"


def test_an_investigation_is_sent_back(people, raised, investigated):
    deviation = investigated(raised())
    reopen_investigation(deviation=deviation, reason="Too short", by=people["mlindqvist"], at=NOW)
    deviation.refresh_from_db()
    assert (deviation.state, deviation.investigated_by) == ("INVESTIGATING", None)


def test_what_is_none_is_kept_with_its_reason(people, raised, classified):
    deviation = raised()
    reject_deviation(deviation=deviation, reason="Within limits", by=people["mlindqvist"], at=NOW)
    deviation.refresh_from_db()
    assert (deviation.state, deviation.ending) == ("REJECTED", "Within limits")
    with pytest.raises(Refused, match="Not a deviation"):
        classified(deviation)


def test_an_operator_classifies_nothing(people, raised, classified):
    with pytest.raises(NotPermitted):
        classified(raised(), by=people["jvermaat"])


def test_a_room_touches_the_batches_that_used_it_then(people, small_batch, small_master, raised):
    """Those begun before it was found and not executed before it happened."""
    other = make_room("CR06")
    assert [one.subject_label for one in raised().impacts.all()] == []
    step = first_step(small_batch)
    complete_step(step=step, values=answers(step), by=people["jvermaat"], at=NOW - HOUR)
    make_batch(people, small_master, "CART-26-002")
    deviation = raised()
    assert [one.subject_label for one in deviation.impacts.all()] == ["CART-26-001"]
    assert other.code == "CR06"
    refresh_impacts(deviation=deviation, by=people["mlindqvist"], at=NOW)
    assert deviation.impacts.count() == 1


def test_lists_are_filtered_by_state_owner_and_due(browse, people, raised, classified):
    late = classified(raised(title="Late one"), due_on=date(2020, 1, 1))
    soon = timezone.localdate() + timedelta(days=3)
    classified(raised(title="Soon one"), due_on=soon, owner=people["trieger"])
    raised(title="New one")
    client = browse("kadler")

    def shown(**asked: str) -> set[str]:
        page = client.get(LIST, asked).content.decode()
        return {word for word in ("Late", "Soon", "New") if f"{word} one" in page}

    assert shown() == {"Late", "Soon", "New"}
    assert shown(state="RAISED") == {"New"}
    assert shown(owner="kadler") == {"Late"}
    assert shown(due="late") == {"Late"}
    assert shown(due="soon") == {"Soon"}
    assert shown(words="new") == {"New"}
    assert shown(words=late.number) == {"Late"}
    assert "None fits" in client.get(LIST, {"words": "zzz"}).content.decode()


def test_my_work_and_the_inbox_know_of_it(browse, raised, classified):
    raised()
    assert "Classify the deviation" in browse("mlindqvist").get("/").content.decode()
    classified(Deviation.objects.get())
    assert "Investigate the deviation" in browse("kadler").get("/").content.decode()
    assert "Classify the deviation" not in browse("mlindqvist").get("/").content.decode()


def test_the_trail_tells_it(raised, classified):
    deviation = classified(raised())
    verbs = AuditEvent.objects.filter(subject_id=deviation.pk).values_list("verb", flat=True)
    assert list(verbs.order_by("seq")) == ["deviation.raised", "deviation.classified"]
