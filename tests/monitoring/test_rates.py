"""Contamination rates, lots that were there, and what plans may sample."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from cleanrooms.exposures.places import Place
from integrity.refusals import Refused
from monitoring.commands.samples import end_exposure, place_sample
from monitoring.models import (
    Purpose,
    SampleKind,
)
from monitoring.presence import SOURCES, contribute_lots_present, lots_present
from monitoring.rates import rates
from tests.cast import NOW
from tests.monitoring import ground
from tests.monitoring.ground import DAY, HOUR


def test_rates_are_of_plates_with_growth_by_month(people: Any) -> None:
    ground.adopted()
    plan = ground.plan(ground.site(), ground.site(code="CR05-C2"), ground.site(code="CR05-C3"))
    ground.counted(ground.incubated(plan), 0, 2, 0)
    (one,) = rates("room", NOW - 60 * DAY)
    assert (one.what, one.counted, one.grown, one.percent) == ("CR05", 3, 1, Decimal("33.3"))
    assert rates("person", NOW - 60 * DAY) == []


def test_lots_that_were_there_are_told_by_who_knows(people: Any) -> None:
    place = Place(room=ground.room())
    assert lots_present(place, NOW, NOW + DAY) == []
    lot = ground.medium().lot

    def source(*asked: Any) -> list[Any]:
        return [lot, lot] if asked == (place, NOW, NOW + DAY) else []

    contribute_lots_present(source)
    try:
        assert lots_present(place, NOW, NOW + DAY) == [lot]
    finally:
        SOURCES.remove(source)


def test_a_plate_that_lay_too_long_is_flagged_and_its_reason_kept(people: Any) -> None:
    site = ground.grade_a_site()
    around = ground.begun(ground.plan(site))
    operator, sample = people["aowusu"], around.samples.get()
    pack = ground.medium()
    placed = place_sample(sample=sample, plate="PL-1", container=pack, by=operator, at=NOW)
    until = {"sample": placed, "by": operator}
    with pytest.raises(Refused, match="lay open for more than 4 hours"):
        end_exposure(**until, at=NOW + 4 * HOUR + timedelta(seconds=1))
    ended = end_exposure(**until, at=NOW + 4 * HOUR + timedelta(seconds=1), reason="Fill ran late")
    assert (ended.is_overexposed, ended.remark) == (True, "Fill ran late")


def test_a_plan_samples_what_its_purpose_is_judged_by(people: Any) -> None:
    particles = ground.site(SampleKind.PARTICLES, "CR05-P1")
    with pytest.raises(Refused, match="is not for particles: classification is by Table 1"):
        ground.plan(ground.site(), purpose=Purpose.CLASSIFICATION)
    with pytest.raises(Refused, match="qualification is judged by the viables of Table 2"):
        ground.plan(particles, purpose=Purpose.QUALIFICATION)
    with pytest.raises(Refused, match="It is not said how the plates are incubated"):
        ground.plan(ground.site(code="CR05-C2"), steps=())
