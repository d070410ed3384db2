"""What the gates of monitoring refuse, each by its own words and at its own edge."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from cleanrooms.commands.zones import ZoneDetails, define_zone
from cleanrooms.models import Grade
from integrity.refusals import Refused
from monitoring.commands.incubations import begin_incubation, end_incubation
from monitoring.commands.plans import PlanDetails, define_plan, end_plan
from monitoring.commands.rounds import add_prints, close_round
from monitoring.commands.samples import end_exposure, place_sample
from monitoring.commands.sites import SiteDetails, define_site
from monitoring.gates.rounds import close_blockers
from monitoring.models import Occupancy, Purpose, SampleKind
from monitoring.steps import StepDraft
from tests.cast import NOW, SETUP
from tests.materials import stock
from tests.monitoring import ground
from tests.monitoring.ground import DAY, HOUR


def a_site(**other: Any) -> Any:
    given = {"name": "Bench", "zone": None, "x": 10, "y": 10, "volume_l": None}
    kind = other.pop("kind", SampleKind.CONTACT)
    return define_site(
        room=ground.room(), code="CR05-X1", kind=kind, details=SiteDetails(**{**given, **other}),
        by=stock.user("nbakker"), at=NOW,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"kind": SampleKind.GLOVE}, "Prints are taken of persons, not at a site."),
        ({"x": 41}, "That lies outside CR05."),
        ({"y": 31}, "That lies outside CR05."),
        ({"volume_l": Decimal(1)}, "Only air is sampled by volume."),
        ({"kind": SampleKind.ACTIVE_AIR}, "The volume of air is needed."),
        ({"kind": SampleKind.ACTIVE_AIR, "volume_l": Decimal(0)}, "The volume of air is needed."),
        ({"kind": SampleKind.PARTICLES, "volume_l": Decimal("10000.1")}, "volume of air is needed"),
    ],
)
def test_what_a_site_cannot_be(people: Any, other: dict[str, Any], said: str) -> None:
    with pytest.raises(Refused, match=said):
        a_site(**other)


def test_the_corner_and_the_largest_volume_are_within(people: Any) -> None:
    site = a_site(kind=SampleKind.ACTIVE_AIR, x=40, y=30, volume_l=Decimal(10_000))
    assert (site.x, site.y, site.volume_l) == (40, 30, 10_000)


def test_a_site_is_in_a_zone_of_its_own_room(people: Any) -> None:
    details = ZoneDetails(name="Cabinet", grade=Grade.A)
    elsewhere = define_zone(
        room=ground.room("CR01", Grade.B), code="CR01-A", details=details, by=SETUP, at=NOW
    )
    with pytest.raises(Refused, match="CR01-A is no zone of CR05"):
        a_site(zone=elsewhere)


def a_plan(*sites: Any, **other: Any) -> Any:
    details = PlanDetails(name="Plan", every_days=other.pop("every_days", 7), sites=sites)
    return define_plan(
        room=ground.room(), code="CR05-X", occupancy=Occupancy.IN_OPERATION,
        purpose=Purpose.MONITORING, details=details, steps=other.pop("steps", (ground.STEP,)),
        by=stock.user("nbakker"), at=NOW,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"every_days": 0}, "0 days cannot be."),
        ({"every_days": 367}, "367 days cannot be."),
        ({"steps": ()}, "It is not said how the plates are incubated."),
        ({"steps": (StepDraft(Decimal(35), Decimal(30), 48, 72),)}, "is no range"),
        ({"steps": (StepDraft(Decimal(30), Decimal(35), 72, 48),)}, "is no range"),
        ({"steps": (StepDraft(Decimal(30), Decimal(35), 0, 48),)}, "is no range"),
    ],
)
def test_what_a_plan_cannot_be(people: Any, other: dict[str, Any], said: str) -> None:
    with pytest.raises(Refused, match=said):
        a_plan(ground.site(), **other)


def test_a_plan_has_sites_of_its_room_and_the_longest_interval_is_a_year(people: Any) -> None:
    with pytest.raises(Refused, match="A plan samples somewhere."):
        a_plan()
    other = ground.site(code="CR06-C1", of=ground.room("CR06"))
    with pytest.raises(Refused, match="CR06-C1 is no site of CR05."):
        a_plan(other)
    same = (StepDraft(Decimal(30), Decimal(30), 48, 48),)
    assert a_plan(ground.site(), every_days=366, steps=same).every_days == 366


def test_an_ended_plan_is_not_walked(people: Any) -> None:
    plan = ground.plan(ground.site())
    end_plan(plan=plan, reason="Moved", by=people["nbakker"], at=NOW)
    with pytest.raises(Refused, match="CR05-OP is ended."):
        ground.begun(plan)


def test_prints_are_of_somebody_who_works_here_in_a_round_for_monitoring(people: Any) -> None:
    around = ground.begun(ground.plan(ground.site(), purpose=Purpose.QUALIFICATION))
    given: dict[str, Any] = {"person": people["jvermaat"], "by": people["aowusu"], "at": NOW}
    with pytest.raises(Refused, match="Prints of persons belong to monitoring."):
        add_prints(around=around, **given)


def test_an_exposure_ends_after_its_beginning(people: Any) -> None:
    around = ground.begun(ground.plan(ground.site(SampleKind.SETTLE, "CR05-S1")))
    by = people["aowusu"]
    sample = place_sample(
        sample=around.samples.get(), plate="PL-1", container=ground.medium(), by=by, at=NOW
    )
    with pytest.raises(Refused, match="It ends before it began."):
        end_exposure(sample=sample, by=by, at=NOW, happened_at=NOW - timedelta(seconds=1))
    assert end_exposure(sample=sample, by=by, at=NOW).taken_at == NOW


def test_steps_of_incubation_go_in_order_and_once(people: Any) -> None:
    second = StepDraft(Decimal(20), Decimal(25), 48, 72)
    around = ground.finished(ground.plan(ground.site(), steps=(ground.STEP, second)))
    first, last = around.plan.steps.order_by("place")
    given: dict[str, Any] = {
        "around": around, "incubator": ground.incubator(), "by": ground.microbiologist(),
    }  # fmt: skip
    warm, into = {"step": first, "celsius": Decimal(35)}, NOW + 3 * HOUR
    with pytest.raises(Refused, match="The step before it is not ended"):
        begin_incubation(**given, step=last, celsius=Decimal(22), at=into)
    put = begin_incubation(**given, **warm, at=into)
    with pytest.raises(Refused, match="The step before it is not ended"):
        begin_incubation(**given, step=last, celsius=Decimal(22), at=into)
    with pytest.raises(Refused, match="This step is begun already."):
        begin_incubation(**given, **warm, at=into)
    out: dict[str, Any] = {"incubation": put, "celsius": Decimal(30), "by": given["by"]}
    with pytest.raises(Refused, match="planned are 48 to 72 h"):
        end_incubation(**out, at=into + 72 * HOUR + timedelta(minutes=1))
    end_incubation(**out, at=into + 72 * HOUR)
    with pytest.raises(Refused, match="This step is ended already."):
        end_incubation(**out, at=into + 72 * HOUR)


def test_plates_of_a_round_that_goes_on_are_not_incubated(people: Any) -> None:
    around = ground.begun(ground.plan(ground.site()))
    with pytest.raises(Refused, match="EMR-0001 is not finished."):
        begin_incubation(
            around=around, step=around.plan.steps.get(), incubator=ground.incubator(),
            celsius=Decimal(32), by=ground.microbiologist(), at=NOW,
        )  # fmt: skip


def test_a_round_of_which_a_plate_waits_is_not_closed(people: Any) -> None:
    ground.adopted()
    around = ground.incubated(ground.plan(ground.site()))
    quality: dict[str, Any] = {"by": people["mlindqvist"], "at": NOW + 5 * DAY}
    with pytest.raises(Refused, match="CR05-C1 waits for a count"):
        close_round(around=around, **quality)
    ground.counted(around, 27)
    with pytest.raises(Refused, match="CR05-C1 waits for the second count"):
        close_round(around=around, **quality)


def test_who_took_or_counted_a_round_does_not_close_it(people: Any) -> None:
    """Asked of the gate: who may close by role takes and counts nothing by role."""
    around = ground.incubated(ground.plan(ground.site()))
    ground.counted(around, 1)
    around.refresh_from_db()
    told = {
        name: [one.code for one in close_blockers(around, by=people[name])]
        for name in ("aowusu", "trieger", "mlindqvist")
    }
    assert told == {"aowusu": ["OWN_WORK"], "trieger": ["OWN_WORK"], "mlindqvist": []}
