"""Which levels hold where and when, and what may be set."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from cleanrooms.models import Grade
from integrity.refusals import Refused
from measures.limits import Limits
from monitoring.commands.limits import Aim, withdraw_level
from monitoring.levels import levels_for
from monitoring.models import (
    LevelKind,
    LimitSource,
    Occupancy,
    Parameter,
    Purpose,
    SampleKind,
)
from tests.cast import NOW
from tests.materials import stock
from tests.monitoring import ground

DAY = timedelta(days=1)
OPERATION, REST = Occupancy.IN_OPERATION, Occupancy.AT_REST
SMALL, LARGE = Parameter.PARTICLES_05, Parameter.PARTICLES_5


@pytest.mark.parametrize(
    ("grade", "parameter", "occupancy", "upper"),
    [
        (Grade.A, SMALL, REST, 3520), (Grade.A, SMALL, OPERATION, 3520),
        (Grade.A, LARGE, REST, 29), (Grade.A, LARGE, OPERATION, 29),
        (Grade.B, SMALL, REST, 3520), (Grade.B, SMALL, OPERATION, 352000),
        (Grade.B, LARGE, REST, 29), (Grade.B, LARGE, OPERATION, 2930),
        (Grade.C, SMALL, REST, 352000), (Grade.C, SMALL, OPERATION, 3520000),
        (Grade.C, LARGE, REST, 2930), (Grade.C, LARGE, OPERATION, 29300),
        (Grade.D, SMALL, REST, 3520000), (Grade.D, SMALL, OPERATION, None),
        (Grade.D, LARGE, REST, 29300), (Grade.D, LARGE, OPERATION, None),
        (Grade.A, Parameter.AIR_CFU, OPERATION, 0), (Grade.B, Parameter.AIR_CFU, OPERATION, 10),
        (Grade.C, Parameter.AIR_CFU, OPERATION, 100), (Grade.D, Parameter.AIR_CFU, OPERATION, 200),
        (Grade.A, Parameter.SETTLE_CFU, OPERATION, 0),
        (Grade.B, Parameter.SETTLE_CFU, OPERATION, 5),
        (Grade.C, Parameter.SETTLE_CFU, OPERATION, 50),
        (Grade.D, Parameter.SETTLE_CFU, OPERATION, 100),
        (Grade.A, Parameter.CONTACT_CFU, OPERATION, 0),
        (Grade.B, Parameter.CONTACT_CFU, OPERATION, 5),
        (Grade.C, Parameter.CONTACT_CFU, OPERATION, 25),
        (Grade.D, Parameter.CONTACT_CFU, OPERATION, 50),
        (Grade.A, Parameter.GLOVE_CFU, OPERATION, 0), (Grade.B, Parameter.GLOVE_CFU, OPERATION, 5),
        (Grade.C, Parameter.GLOVE_CFU, OPERATION, None),
    ],
)  # fmt: skip
def test_monitoring_is_by_tables_5_and_6(
    people: Any, grade: Grade, parameter: Parameter, occupancy: Occupancy, upper: int | None
) -> None:
    ground.adopted()
    place = ground.room("CR31", grade)
    wanted = Limits() if upper is None else Limits(upper=Decimal(upper))
    assert levels_for(place, parameter, occupancy, NOW).action == wanted


def test_classification_is_by_table_1_which_states_no_large_particles_in_grade_a(
    people: Any,
) -> None:
    ground.adopted()
    place = ground.room("CR31", Grade.A)

    def asked(purpose: Purpose) -> Limits:
        return levels_for(place, LARGE, OPERATION, NOW, purpose).action

    assert asked(Purpose.CLASSIFICATION) == Limits()
    assert asked(Purpose.MONITORING) == Limits(upper=Decimal(29))


def test_qualification_is_by_table_2_which_states_no_gloves(people: Any) -> None:
    ground.adopted()
    place = ground.room("CR31", Grade.B)
    for parameter, upper in ((Parameter.AIR_CFU, Decimal(10)), (Parameter.GLOVE_CFU, None)):
        found = levels_for(place, parameter, OPERATION, NOW, Purpose.QUALIFICATION).action
        assert found == Limits(upper=upper)


def test_a_set_is_in_force_from_its_day_and_not_before(people: Any) -> None:
    ground.adopted(LimitSource.PART_IV_2017, NOW - 90 * DAY)
    ground.adopted(LimitSource.ANNEX_1_2022, NOW - 30 * DAY)
    place = ground.room("CR31", Grade.B)

    def large(at: Any) -> Decimal | None:
        return levels_for(place, LARGE, OPERATION, at).action.upper

    assert large(NOW - 91 * DAY) is None
    assert large(NOW - 31 * DAY) == 2900
    assert large(NOW) == 2930


def test_the_narrowest_place_decides_and_each_level_by_itself(people: Any) -> None:
    """Alert of the site, action of the source; of another site those of the grade."""
    ground.adopted()
    site, other = ground.site(), ground.site(code="CR05-C2")
    ground.level(Grade.C, "15")
    ground.level(site, "10")
    here, there = (levels_for(one, Parameter.CONTACT_CFU, OPERATION, NOW) for one in (site, other))
    assert (here.alert.upper, here.action.upper) == (10, 25)
    assert (there.alert.upper, there.action.upper) == (15, 25)
    assert here.alert_by is not None
    assert (here.alert_by.where, here.clause) == ("CR05-C1", "Annex 1 (2022) Table 6")


def test_what_is_withdrawn_gives_the_place_back_to_its_grade(people: Any) -> None:
    ground.adopted()
    site = ground.site()
    ground.level(Grade.C, "15")
    ground.level(site, "10")
    aim = Aim(
        kind=LevelKind.ALERT, parameter=Parameter.CONTACT_CFU, occupancy=OPERATION, where=site
    )
    quality = stock.user("mlindqvist")
    gone = withdraw_level(aim=aim, reason="Bench moved", by=quality, at=NOW - DAY)
    assert gone.edition == 2
    asked = [levels_for(site, Parameter.CONTACT_CFU, OPERATION, at) for at in (NOW - 2 * DAY, NOW)]
    assert [one.alert.upper for one in asked] == [10, 15]
    with pytest.raises(Refused, match="No level of its own is set there"):
        withdraw_level(aim=aim, reason="Again", by=quality, at=NOW)


def test_a_zone_takes_nothing_from_the_room_around_it(people: Any) -> None:
    ground.adopted()
    site = ground.grade_a_site(SampleKind.SETTLE)
    ground.level(site.room, "3", Parameter.SETTLE_CFU)
    found = levels_for(site, Parameter.SETTLE_CFU, OPERATION, NOW)
    assert (found.alert, found.action) == (Limits(), Limits(upper=Decimal(0)))


def test_a_channel_asks_the_same_question_of_both_sides(people: Any) -> None:
    """Temperature has two bounds; an alert inside them on one side alone is enough."""
    place = ground.room()
    more = {"parameter": Parameter.TEMPERATURE, "at": NOW - DAY}
    ground.level(Grade.C, "25", kind=LevelKind.ACTION, lower=Decimal(18), **more)
    ground.level(place, "24", lower=Decimal("18.5"), **more)
    found = levels_for(place, Parameter.TEMPERATURE, OPERATION, NOW)
    assert (found.action, found.alert) == (
        Limits(Decimal(18), Decimal(25)), Limits(Decimal("18.5"), Decimal(24)),
    )  # fmt: skip
    assert found.unit.code == "Cel"
    assert [str(found.judged(Decimal(value))) for value in ("17.9", "18.2", "22", "24.5", "25.1")] \
        == ["BELOW_ACTION", "BELOW_ALERT", "WITHIN", "ABOVE_ALERT", "ABOVE_ACTION"]  # fmt: skip


@pytest.mark.parametrize(
    ("upper", "kind", "said"),
    [
        ("25", LevelKind.ALERT, "alert ≤ 25 is not stricter than action ≤ 25 CFU/plate"),
        ("26", LevelKind.ALERT, "alert ≤ 26 is not stricter than action ≤ 25 CFU/plate"),
        ("26", LevelKind.ACTION, "action limit ≤ 26 CFU/plate; Annex 1 (2022) Table 6 allows"),
        ("-1", LevelKind.ALERT, "What is counted has an upper bound, and none below 0."),
    ],
)
def test_what_is_not_stricter_is_refused(
    people: Any, upper: str, kind: LevelKind, said: str
) -> None:
    ground.adopted()
    with pytest.raises(Refused) as refused:
        ground.level(Grade.C, upper, kind=kind)
    assert said in str(refused.value)


def test_an_action_limit_that_overtakes_the_alert_of_a_place_within_is_refused(
    people: Any,
) -> None:
    """The grade's action would come before the site's alert."""
    ground.adopted()
    ground.level(ground.site(), "20")
    with pytest.raises(Refused, match="CR05-C1, Contact plate: alert ≤ 20 is not stricter"):
        ground.level(Grade.C, "12", kind=LevelKind.ACTION)


def test_a_set_that_a_level_does_not_fit_into_is_not_adopted(people: Any) -> None:
    """20 particles of 5 µm in grade A by Part IV: an alert at 25 would come after them."""
    ground.adopted()
    place = ground.room("CR31", Grade.A)
    ground.level(place, "25", LARGE)
    with pytest.raises(Refused, match="CR31, Particles ≥ 5 µm: alert ≤ 25 is not stricter"):
        ground.adopted(LimitSource.PART_IV_2017, NOW)


def test_levels_and_sets_change_nothing_that_was_judged_before(people: Any) -> None:
    ground.adopted()
    ground.level(Grade.C, "15", at=NOW)
    with pytest.raises(Refused, match="An edition from a later moment on is set already"):
        ground.level(Grade.C, "12", at=NOW - DAY)
