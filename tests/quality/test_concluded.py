"""A conclusion rests on the class and on the fact; records that no source names are added."""

from __future__ import annotations

import pytest

from integrity.models import Signature
from integrity.outbox.relay import relay
from integrity.refusals import Refused
from people.models import Organisation
from people.notifications.defaults import lay_missing_rules
from quality.commands.impacts import add_impact, assess_impact, conclude_impact, reopen_impact
from quality.commands.investigation import close_deviation, waive_capa
from quality.models import Deviation, Impact
from quality.subjects import subject_of
from tests.api.world import halden_master
from tests.cast import NOW, make_batch
from tests.people.telling import told
from tests.quality.conftest import post
from tests.signing import signed

pytestmark = pytest.mark.django_db
NEW = {
    "classification": "MAJOR", "fact": "The room had too low a pressure.",
    "containment": "Work in the room stopped", "due_on": "2026-11-22",
}  # fmt: skip


@pytest.fixture
def about_batch(people, small_batch, raised, classified, concluded) -> Deviation:
    """About one batch, classified, its impact concluded."""
    about = subject_of("batches.batchrecord", small_batch.pk)
    deviation = classified(raised(subject=about))
    concluded(deviation)
    deviation.refresh_from_db()
    return deviation


def reclassify(browse, people, deviation: Deviation, **other: object):
    given = {**NEW, "owner": people["kadler"].pk, "version": deviation.version, **other}
    page = f"/quality/deviations/{deviation}/reclassify/"
    return post(browse("mlindqvist"), page, **given)


def test_it_is_classified_anew_only_with_a_reason(browse, people, about_batch):
    answer = reclassify(browse, people, about_batch, classification="MINOR", reason="")
    assert answer.status_code == 422
    assert "A reason is needed." in answer.content.decode()
    about_batch.refresh_from_db()
    assert about_batch.classification == "MAJOR"


@pytest.mark.parametrize(
    "other", [{"classification": "CRITICAL"}, {"fact": "The room had no pressure at all."}]
)
def test_another_class_or_fact_opens_what_was_concluded(browse, people, about_batch, other):
    """Its signature is void, its sponsor reads no conclusion and is told; it is signed anew."""
    lay_missing_rules(NOW)
    impact = about_batch.impacts.get()
    page = f"/quality/impacts/{impact.pk}/"
    assert "Nothing was open then." in browse("pnorth").get(page).content.decode()
    answer = reclassify(browse, people, about_batch, reason="Looked at the trend", **other)
    assert answer.status_code == 302
    impact.refresh_from_db()
    assert (impact.state, impact.concluded_by, impact.reopened) == ("ASSESSED", None, 1)
    assert [one.is_void for one in Signature.objects.of(impact)] == [True]
    assert "Nothing was open then." not in browse("pnorth").get(page).content.decode()
    relay()
    assert told(matter__kind="impact.reopened", matter__code=impact.number) == ["pnorth"]
    with pytest.raises(Refused, match="is not concluded for 1"):
        signed(close_deviation, "deviation", about_batch, people["mlindqvist"], NOW)


def test_another_owner_leaves_what_was_concluded(browse, people, about_batch):
    answer = reclassify(browse, people, about_batch, owner=people["trieger"].pk, reason="Away")
    assert answer.status_code == 302
    impact = about_batch.impacts.get()
    assert impact.state == "CONCLUDED"
    assert [one.is_void for one in Signature.objects.of(impact)] == [False]


def test_the_fact_is_part_of_what_was_signed(about_batch):
    content = about_batch.impacts.get().signed_content()
    assert content["fact"] == about_batch.fact
    assert content["classification"] == "MAJOR"


def test_a_conclusion_is_taken_back_with_a_reason(browse, people, about_batch):
    impact = about_batch.impacts.get()
    page = f"/quality/impacts/{impact.pk}/"
    quality = browse("mlindqvist")
    assert "Take the conclusion back" in quality.get(page).content.decode()
    assert post(quality, f"{page}reopen/", reason="", version=impact.version).status_code == 422
    given = {"reason": "Another step used the room", "version": impact.version}
    assert post(quality, f"{page}reopen/", **given).status_code == 302
    impact.refresh_from_db()
    assert impact.state == "ASSESSED"
    assert [one.is_void for one in Signature.objects.of(impact)] == [True]
    with pytest.raises(Refused, match="is not concluded"):
        reopen_impact(impact=impact, reason="x", by=people["mlindqvist"], at=NOW)


def test_of_a_closed_deviation_nothing_is_taken_back(people, raised, investigated, small_batch):
    about = subject_of("batches.batchrecord", small_batch.pk)
    deviation = investigated(raised(subject=about))
    quality, impact = people["mlindqvist"], deviation.impacts.get()
    assess_impact(impact=impact, conclusion="NONE", assessment="None", by=quality, at=NOW)
    signed(conclude_impact, "impact", impact, quality, NOW)
    waive_capa(deviation=deviation, reason="Once", by=quality, at=NOW)
    signed(close_deviation, "deviation", deviation, quality, NOW)
    with pytest.raises(Refused, match="is “Closed”"):
        reopen_impact(impact=impact, reason="x", by=quality, at=NOW)
    other = subject_of("people.user", people["jvermaat"].pk)
    with pytest.raises(Refused, match="is “Closed”"):
        add_impact(deviation=deviation, subject=other, sponsor=None, reason="x", by=quality, at=NOW)


def test_quality_adds_a_record_that_no_source_named(browse, people, small_batch, raised):
    """By its code, with its sponsor, whose people then read it."""
    deviation = raised(subject=None)
    page = f"/quality/deviations/{deviation}/add-impact/"
    quality = browse("mlindqvist")
    north = people["pnorth"].organisations[0]
    given = {"record": "cart-26-001", "sponsor": north.pk, "reason": "Stood beside it"}
    unknown = post(quality, page, **given | {"record": "NOTHING"}, version=1)
    assert unknown.status_code == 422
    assert "No record has this code." in unknown.content.decode()
    assert post(quality, page, **given | {"reason": ""}, version=1).status_code == 422
    assert post(quality, page, **given, version=1).status_code == 302
    impact = deviation.impacts.get()
    assert (impact.subject_label, impact.sponsor) == ("CART-26-001", north)
    assert "Stood beside it" in quality.get(f"/quality/impacts/{impact.pk}/").content.decode()
    outside = browse("pnorth").get(f"/quality/impacts/{impact.pk}/")
    assert outside.status_code == 200
    assert "Stood beside it" not in outside.content.decode()
    twice = post(browse("mlindqvist"), page, **given, version=2)
    assert twice.status_code == 422
    assert "CART-26-001 is listed already." in twice.content.decode()


@pytest.mark.parametrize("whose", ["HALDEN", ""])
def test_a_record_is_added_for_nobody_but_its_sponsor(browse, small_batch, raised, whose):
    """One sponsor never reads of another's batch, also not by a slip of QA."""
    deviation = raised(subject=None)
    sponsor = Organisation.objects.get(code=whose).pk if whose else ""
    answer = post(
        browse("mlindqvist"), f"/quality/deviations/{deviation}/add-impact/",
        record="CART-26-001", sponsor=sponsor, reason="x", version=1,
    )  # fmt: skip
    assert answer.status_code == 422
    assert "CART-26-001 belongs to another one." in answer.content.decode()
    assert not Impact.objects.exists()


def test_each_sponsor_counts_its_own(people, small_batch, raised):
    """A number tells nothing of how many another has, nor of the deviations."""
    other = make_batch(people, halden_master(people), "HLD-26-001")
    for one in (small_batch, small_batch, other):
        raised(subject=subject_of("batches.batchrecord", one.pk))
    numbers = Impact.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == [
        "IMP-HALDEN-26-0001", "IMP-NORTHLIGHT-26-0001", "IMP-NORTHLIGHT-26-0002",
    ]  # fmt: skip


def test_the_list_is_filtered_by_state_owner_and_due(browse, people, about_batch, raised):
    """Inside it begins with what is open; a sponsor sees all of its own."""
    inside = browse("kadler")

    def shown(**asked: str) -> bool:
        return "CART-26-001" in inside.get("/quality/impacts/", asked).content.decode()

    assert not shown()
    assert shown(state="")
    assert shown(state="CONCLUDED")
    assert shown(owner="kadler")
    assert not shown(owner="trieger")
    assert shown(words="northlight")
    assert shown(words=about_batch.number)
    assert not shown(due="late")
    page = inside.get("/quality/impacts/?state=").content.decode()
    assert "Kwame Adler" in page
    assert "22 Nov 2026" in page
    outside = browse("pnorth").get("/quality/impacts/", {"words": about_batch.number})
    assert "CART-26-001" not in outside.content.decode()
    outside = browse("pnorth").get("/quality/impacts/").content.decode()
    assert "CART-26-001" in outside
    assert "Kwame Adler" not in outside
