"""What the gates of counts, excursions, limits and paper rounds refuse, by their own words."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from cleanrooms.models import Grade
from integrity.refusals import Refused
from measures.limits import Limits
from monitoring.commands.counts import correct_count, count_plates
from monitoring.commands.excursions import (
    Found,
    acknowledge_excursion,
    close_excursion,
    open_excursion,
)
from monitoring.counting import Read
from monitoring.gates.paper import paper_blockers
from monitoring.models import (
    Excursion,
    ExcursionClass,
    Level,
    Parameter,
    SamplingPlan,
    SourceKind,
)
from monitoring.paper import PaperIncubation, PaperRound, PaperSample
from tests.cast import NOW, SETUP
from tests.materials import stock
from tests.monitoring import ground
from tests.monitoring.ground import DAY, HOUR

CONTACT, AIR = Parameter.CONTACT_CFU, Parameter.AIR_CFU
MOST = 2_000_000_000


def count(sample: Any, number: int, parameter: Parameter = CONTACT, by: str = "trieger") -> Any:
    read = (Read(sample, parameter, number),)
    return count_plates(read=read, by=stock.user(by), at=NOW + 4 * DAY)


def test_what_is_no_count(people: Any) -> None:
    sample = ground.incubated(ground.plan(ground.site())).samples.get()
    with pytest.raises(Refused, match="Active air is not counted on CR05-C1."):
        count(sample, 1, AIR)
    for number in (-1, MOST + 1):
        with pytest.raises(Refused, match=f"{number} is no count."):
            count(sample, number)
    with pytest.raises(Refused, match="No count is entered."):
        count_plates(read=(), by=people["trieger"], at=NOW)
    count(sample, 0)


def test_what_is_counted_is_corrected_and_not_counted_again(people: Any) -> None:
    ground.adopted()
    sample = ground.incubated(ground.plan(ground.site())).samples.get()
    correct: dict[str, Any] = {"sample": sample, "reason": "Misread", "by": people["trieger"]}
    with pytest.raises(Refused, match="EMR-0001-01 is not counted."):
        correct_count(**correct, parameter=CONTACT, counted=1, at=NOW + 4 * DAY)
    count(sample, 3)
    with pytest.raises(Refused, match="PL-EMR-0001-01 is “Counted”"):
        count(sample, 4)
    with pytest.raises(Refused, match="That is what stands there."):
        correct_count(**correct, parameter=CONTACT, counted=3, at=NOW + 4 * DAY)
    correct_count(**correct, parameter=CONTACT, counted=4, at=NOW + 4 * DAY)
    with pytest.raises(Refused, match="That is what stands there."):
        correct_count(**correct, parameter=CONTACT, counted=4, at=NOW + 4 * DAY)
    correct_count(**correct, parameter=CONTACT, counted=3, at=NOW + 4 * DAY)


def test_a_plate_of_grade_b_waits_for_a_second_person_also_without_growth(people: Any) -> None:
    ground.adopted()
    ground.microbiologist()
    place = ground.room("CR01", Grade.B)
    sample = ground.incubated(ground.plan(ground.site(of=place, code="CR01-C1"))).samples.get()
    count(sample, 0)
    sample.refresh_from_db()
    assert sample.state == "TAKEN"
    with pytest.raises(Refused, match="You counted PL-EMR-0001-01 first."):
        count(sample, 0)
    count(sample, 0, by="lwouters")
    sample.refresh_from_db()
    assert sample.state == "COUNTED"


def goes_on(**other: Any) -> Excursion:
    """Of a channel, without an investigation of its own."""
    place = ground.room()
    found = Found(
        kind=ExcursionClass.ALERT, source=SourceKind.CHANNEL, source_id=place.pk, label="CR05-DP",
        parameter=Parameter.TEMPERATURE, limits=Limits(upper=Decimal(24)), room=place,
        grade=Grade.C, since=NOW, until=None, peak=Decimal(25), peak_at=NOW,
    )  # fmt: skip
    return open_excursion(found=replace(found, **other), by=SETUP, at=NOW)


def test_an_excursion_is_acknowledged_once_and_closed_when_it_is_over(people: Any) -> None:
    excursion = goes_on()
    quality: dict[str, Any] = {"by": people["mlindqvist"], "at": NOW + HOUR}
    with pytest.raises(Refused, match="EXC-0001 is “Not acknowledged”"):
        close_excursion(excursion=excursion, reason="Over", **quality)
    acknowledge_excursion(excursion=excursion, comment="Filter seen to", **quality)
    with pytest.raises(Refused, match="EXC-0001 is acknowledged already."):
        acknowledge_excursion(excursion=excursion, comment="Again", **quality)
    with pytest.raises(Refused, match="EXC-0001 still goes on."):
        close_excursion(excursion=excursion, reason="Over", **quality)


def test_an_excursion_that_ended_is_closed_once(people: Any) -> None:
    excursion = goes_on(until=NOW + timedelta(minutes=5))
    quality: dict[str, Any] = {"by": people["mlindqvist"], "at": NOW + HOUR}
    acknowledge_excursion(excursion=excursion, comment="Door was open", **quality)
    assert close_excursion(excursion=excursion, reason="Door", **quality).state == "CLOSED"
    with pytest.raises(Refused, match="EXC-0001 is “Closed”"):
        close_excursion(excursion=excursion, reason="Door", **quality)


def test_two_sets_are_not_in_force_from_one_day_on(people: Any) -> None:
    ground.adopted(at=NOW)
    with pytest.raises(Refused, match="Another set is in force from that day on."):
        ground.adopted(at=NOW)


@pytest.mark.parametrize(
    ("lower", "upper", "parameter", "said"),
    [
        (Decimal(25), "24", Parameter.TEMPERATURE, "No value lies between these bounds."),
        (Decimal(1), "24", CONTACT, "What is counted has an upper bound, and none below 0."),
    ],
)
def test_what_a_level_cannot_be(
    people: Any, lower: Decimal, upper: str, parameter: Parameter, said: str
) -> None:
    with pytest.raises(Refused, match=said):
        ground.level(Grade.C, upper, parameter, lower=lower)
    assert not Level.objects.exists()


def paper(plan: SamplingPlan, people: Any, **other: Any) -> PaperRound:
    """A round as it should be written."""
    step = plan.steps.get()
    sample = PaperSample(
        site=plan.places.get().site, exposed_at=NOW, taken_at=NOW + HOUR, counted=(0,), plate="P-1"
    )
    incubation = PaperIncubation(
        step=step, incubator=ground.incubator(), begun_at=NOW + 2 * HOUR,
        ended_at=NOW + 50 * HOUR, celsius=Decimal(32),
    )  # fmt: skip
    told = PaperRound(
        begun_at=NOW, taken_at=NOW + HOUR, sampled_by=people["aowusu"], samples=(sample,),
        medium=None, incubations=(incubation,), counted_at=NOW + 51 * HOUR,
        counted_by=people["trieger"], second_by=ground.microbiologist(),
    )  # fmt: skip
    return replace(told, **other)


def said_of(plan: SamplingPlan, told: PaperRound, at: Any = NOW + 51 * HOUR) -> list[str]:
    return [str(one.message) for one in paper_blockers(plan, paper=told, at=at)]


def test_a_round_on_paper_is_in_order_and_of_its_room(people: Any) -> None:
    plan = ground.plan(ground.site())
    told = paper(plan, people)
    (sample,) = told.samples
    assert said_of(plan, told) == []
    outside = "A sample lies outside its round: P-1."
    order = "The times of the round are not in order, or not past."
    second = timedelta(seconds=1)
    other = ground.site(code="CR06-C1", of=ground.room("CR06"))
    for changed, said in (
        ({"samples": (replace(sample, site=other),)}, "CR06-C1 is no site of CR05."),
        ({"samples": (replace(sample, site=None),)}, "A sample is of a site or of a person."),
        (
            {"samples": (replace(sample, person=people["aowusu"]),)},
            "A sample is of a site or of a person.",
        ),
        ({"samples": (replace(sample, exposed_at=NOW - second),)}, outside),
        ({"samples": (replace(sample, taken_at=NOW + HOUR + second),)}, outside),
        ({"samples": (replace(sample, taken_at=NOW - second),)}, outside),
        ({"counted_at": NOW + 49 * HOUR}, order),
        ({"second_by": people["trieger"]}, "Two persons count."),
    ):
        assert said_of(plan, replace(told, **changed)) == [said], changed
    assert said_of(plan, told, NOW + 51 * HOUR - second) == [order]
    missing = said_of(plan, replace(told, incubations=()))
    assert missing == [f"This step is missing: {plan.steps.get()}."]
