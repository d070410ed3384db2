"""Rounds, plates and counts: what their commands accept and refuse."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from cleanrooms.models import Grade
from integrity.refusals import NotPermitted, Refused
from monitoring.commands.counts import correct_count
from monitoring.commands.excursions import acknowledge_excursion, close_excursion
from monitoring.commands.incubations import begin_incubation, end_incubation
from monitoring.commands.isolates import identify_isolate, pick_isolate
from monitoring.commands.rounds import add_prints, close_round, finish_round, skip_sample
from monitoring.commands.samples import place_sample
from monitoring.models import (
    Excursion,
    ExcursionClass,
    Parameter,
    RoundState,
    SampleKind,
    SampleState,
)
from quality.models import Deviation
from tests.cast import NOW
from tests.materials import stock
from tests.monitoring import ground
from tests.monitoring.ground import DAY, HOUR

CONTACT = Parameter.CONTACT_CFU


def opened() -> list[tuple[str, str, bool]]:
    """Class, parameter, and whether it is investigated, of every excursion."""
    return [
        (one.kind, one.parameter, one.deviation is not None)
        for one in Excursion.objects.order_by("number")
    ]


def test_plates_come_of_a_medium_that_may_be_used_and_none_twice(people: Any) -> None:
    around = ground.begun(ground.plan(ground.site(), ground.site(code="CR05-C2")))
    first, second = around.samples.order_by("place")
    operator = people["aowusu"]
    place_sample(sample=first, plate="PL-1", container=ground.medium(), by=operator, at=NOW)
    pack = ground.medium()
    assert pack.remaining == 499
    with pytest.raises(Refused, match="Plate pl-1 is another sample’s"):
        place_sample(sample=second, plate="pl-1", container=pack, by=operator, at=NOW)
    kept = stock.received(stock.material("TSA-55", unit="{plate}")).containers.get()
    with pytest.raises(Refused, match="is in quarantine"):
        place_sample(sample=second, plate="PL-2", container=kept, by=operator, at=NOW)
    with pytest.raises(Refused, match="It is not said of which medium the plate is"):
        place_sample(sample=second, plate="PL-2", by=operator, at=NOW)
    assert around.samples.filter(state=SampleState.TO_TAKE).get() == second


def test_a_round_is_finished_when_all_is_taken_or_said_why_not(people: Any) -> None:
    around = ground.begun(ground.plan(ground.site(), ground.site(code="CR05-C2")))
    first, second = around.samples.order_by("place")
    ground.taken(first)
    operator = people["aowusu"]
    with pytest.raises(Refused, match="CR05-C2 is “To take”"):
        finish_round(around=around, by=operator, at=NOW + HOUR)
    skip_sample(sample=second, reason="Bench covered", by=operator, at=NOW + HOUR)
    assert finish_round(around=around, by=operator, at=NOW + HOUR).state == RoundState.TAKEN


def test_a_second_round_by_a_plan_waits_for_the_first(people: Any) -> None:
    plan = ground.plan(ground.site())
    ground.begun(plan)
    with pytest.raises(Refused, match="EMR-0001 by this plan is not finished"):
        ground.begun(plan)


def test_plates_are_incubated_as_planned_or_with_the_reason(people: Any) -> None:
    around = ground.finished(ground.plan(ground.site()))
    step, device, person = around.plan.steps.get(), ground.incubator(), ground.microbiologist()
    put: dict[str, Any] = {"around": around, "step": step, "by": person}
    with pytest.raises(Refused, match="36 °C; planned are 30 to 35 °C"):
        begin_incubation(**put, incubator=device, celsius=Decimal(36), at=NOW + 3 * HOUR)
    with pytest.raises(Refused, match="is no incubator in service"):
        cabinet = ground.cast.make_device("BSC-09", "CR05")
        begin_incubation(**put, incubator=cabinet, celsius=Decimal(32), at=NOW + 3 * HOUR)
    inside = begin_incubation(**put, incubator=device, celsius=Decimal(32), at=NOW + 3 * HOUR)
    out: dict[str, Any] = {"incubation": inside, "celsius": Decimal(32), "by": person}
    with pytest.raises(Refused, match="24.0 h; planned are 48 to 72 h"):
        end_incubation(**out, at=NOW + 27 * HOUR)
    with pytest.raises(Refused, match="not incubated to the end"):
        ground.counted(around, 0)
    ended = end_incubation(**out, at=NOW + 27 * HOUR, reason="Power failure")
    assert ended.reason == "Power failure"
    ground.counted(around, 0)


def test_a_count_is_judged_by_what_was_in_force_when_it_was_sampled(people: Any) -> None:
    """The alert of 15 is set after sampling: 20 colonies were in limits then."""
    ground.adopted()
    plan = ground.plan(ground.site())
    around = ground.incubated(plan)
    ground.level(Grade.C, "15", at=NOW + 2 * DAY)
    ground.counted(around, 20)
    assert around.samples.get().verdict == "WITHIN"
    later = ground.incubated(plan, NOW + 10 * DAY)
    ground.counted(later, 20)
    assert later.samples.get().verdict == "ABOVE_ALERT"
    assert opened() == [(ExcursionClass.ALERT, CONTACT, False)]


def test_active_air_is_judged_per_cubic_metre(people: Any) -> None:
    """6 colonies of 500 L are 12 per m³: above the action limit of grade B, 10."""
    ground.adopted()
    place = ground.room("CR01", Grade.B)
    site = ground.site(SampleKind.ACTIVE_AIR, "CR01-A1", place)
    site.volume_l = Decimal(500)
    around = ground.incubated(ground.plan(site))
    sample = around.samples.get()
    assert sample.volume_l == 1000
    ground.counted(around, 11)
    count = sample.counts.get()
    assert (count.value, count.verdict) == (11, "ABOVE_ACTION")


def test_beyond_action_a_second_person_counts_and_the_higher_count_stands(people: Any) -> None:
    ground.adopted()
    around = ground.incubated(ground.plan(ground.site()))
    ground.counted(around, 27)
    sample = around.samples.get()
    assert (sample.state, sample.needs_second) == (SampleState.TAKEN, True)
    with pytest.raises(Refused, match="You counted PL-EMR-0001-01 first"):
        ground.counted(around, 24)
    ground.microbiologist()
    ground.counted(around, 24, by="lwouters")
    sample.refresh_from_db()
    assert (sample.state, sample.counted, sample.verdict) == (
        SampleState.COUNTED, 27, "ABOVE_ACTION",
    )  # fmt: skip
    assert [one.counted for one in sample.counts.order_by("edition")] == [27, 24]


def test_a_correction_stands_beside_what_it_corrects_and_takes_nothing_back(people: Any) -> None:
    ground.adopted()
    around = ground.incubated(ground.plan(ground.site()))
    ground.counted(around, 27)
    ground.microbiologist()
    ground.counted(around, 27, by="lwouters")
    given: dict[str, Any] = {"sample": around.samples.get(), "parameter": CONTACT,
                             "by": people["trieger"], "at": NOW + 5 * DAY}  # fmt: skip
    with pytest.raises(Refused, match="That is what stands there"):
        correct_count(**given, counted=27, reason="Looked again")
    correct_count(**given, counted=7, reason="The edge of the plate was counted")
    sample = around.samples.get()
    assert (sample.counted, sample.verdict) == (7, "WITHIN")
    assert [one.counted for one in sample.counts.order_by("edition")] == [27, 27, 7]
    assert opened() == [(ExcursionClass.ACTION, CONTACT, True)]


def test_the_investigation_names_the_excursion_and_its_room(people: Any) -> None:
    ground.adopted()
    around = ground.incubated(ground.plan(ground.site()))
    ground.counted(around, 27)
    deviation, excursion = Deviation.objects.get(), Excursion.objects.get()
    assert (deviation.room_code, deviation.subject_id) == ("CR05", excursion.pk)
    assert "27 CFU/plate; the action limit is ≤ 25" in deviation.description
    assert deviation.raised_by == people["trieger"]


def test_prints_are_of_persons_and_judged_by_the_grade_of_the_room(people: Any) -> None:
    ground.adopted()
    place = ground.room("CR01", Grade.B)
    around = ground.begun(ground.plan(ground.site(of=place, code="CR01-C1")))
    operator = people["jvermaat"]
    add_prints(around=around, person=operator, by=people["aowusu"], at=NOW)
    with pytest.raises(Refused, match="Joris Vermaat is in this round already"):
        add_prints(around=around, person=operator, by=people["aowusu"], at=NOW)
    prints = around.samples.filter(person=operator)
    assert [one.part for one in prints] == ["left glove", "right glove", "chest", "forearm"]
    assert {one.grade for one in prints} == {Grade.B}


def test_a_reviewer_has_no_part_in_what_is_closed(people: Any) -> None:
    ground.adopted()
    around = ground.incubated(ground.plan(ground.site()))
    quality = people["mlindqvist"]
    with pytest.raises(Refused, match="CR05-C1 waits for a count"):
        close_round(around=around, by=quality, at=NOW + 5 * DAY)
    ground.counted(around, 0)
    with pytest.raises(NotPermitted):
        close_round(around=around, by=people["trieger"], at=NOW + 5 * DAY)
    assert close_round(around=around, by=quality, at=NOW + 5 * DAY).state == RoundState.CLOSED


def test_an_excursion_is_closed_after_its_investigation(people: Any) -> None:
    ground.adopted()
    ground.counted(ground.incubated(ground.plan(ground.site())), 27)
    excursion, quality = Excursion.objects.get(), people["mlindqvist"]
    given: dict[str, Any] = {"excursion": excursion, "by": quality, "at": NOW + 5 * DAY}
    with pytest.raises(Refused, match="EXC-0001 is “Not acknowledged”"):
        close_excursion(**given, reason="Cleaned")
    acknowledge_excursion(**given, comment="Bench cleaned with sporicide")
    with pytest.raises(Refused, match="is not closed"):
        close_excursion(**given, reason="Cleaned")


def test_what_is_identified_is_identified_anew_with_a_reason_only(people: Any) -> None:
    ground.adopted()
    around = ground.incubated(ground.plan(ground.site()))
    person = people["trieger"]
    with pytest.raises(Refused, match="Nothing is counted on EMR-0001-01"):
        pick_isolate(sample=around.samples.get(), look="White", by=person, at=NOW + 5 * DAY)
    ground.counted(around, 3)
    isolate = pick_isolate(sample=around.samples.get(), look="White", by=person, at=NOW + 5 * DAY)
    known: dict[str, Any] = {"isolate": isolate, "method": "MALDI-TOF", "by": person}
    identify_isolate(**known, species="Micrococcus luteus", at=NOW + 5 * DAY)
    with pytest.raises(Refused, match="is identified already"):
        identify_isolate(**known, species="Kocuria rhizophila", at=NOW + 6 * DAY)
