"""Excursions of channels: beyond a level for longer than the delay, from its start to its end."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from cleanrooms.models import Room
from monitoring.models import Channel, Excursion, LevelKind
from tests import cast
from tests.cast import NOW
from tests.monitoring import sensors
from tests.monitoring.sensors import MINUTE

AT = NOW + timedelta(hours=2)
LATER = AT + timedelta(hours=1)


@pytest.fixture
def room(people: object) -> Room:
    room = cast.make_room()
    sensors.bounds(room, LevelKind.ACTION, "18", "24")
    sensors.bounds(room, LevelKind.ALERT, "19", "23")
    return room


@pytest.fixture
def channel(room: Room) -> Channel:
    return sensors.channel(room)


def shape(one: Excursion) -> tuple[str, int, int | None, str]:
    """Class, first and last minute after the beginning, and the peak."""
    minute = lambda at: None if at is None else (at - AT) // MINUTE  # noqa: E731
    return one.kind, minute(one.started_at), minute(one.ended_at), str(one.peak)


def found(of: Channel, *values: str, at: object = LATER) -> list[tuple[str, int, int | None, str]]:
    sent = sensors.batch(of, AT, *values)
    return [shape(one) for one in sensors.followed(of, sent, at)]


def test_from_the_first_beyond_to_the_first_within(channel: Channel) -> None:
    seen = found(channel, "20", "23.5", "23.9", "23.2", "22", "20")
    assert seen[0] == ("ALERT", 1, 4, "23.9")


def test_beyond_the_action_limit_it_is_one_excursion(channel: Channel) -> None:
    seen = found(channel, "20", "23.5", "24.5", "23.2", "22", "20")
    assert [one for one in seen if one[0] != "GAP"] == [("ACTION", 2, 3, "24.5")]


def test_below_counts_as_above(channel: Channel) -> None:
    assert found(channel, "20", "17.5", "17.2", "20")[0] == ("ACTION", 1, 3, "17.2")


def test_a_level_itself_is_within(channel: Channel) -> None:
    assert not [one for one in found(channel, "23", "19", "23.0") if one[0] != "GAP"]


def test_it_goes_on_while_the_newest_reading_is_beyond(channel: Channel) -> None:
    assert found(channel, "20", "23.5", at=AT + 2 * MINUTE) == [("ALERT", 1, None, "23.5")]


def test_readings_that_come_later_lengthen_it_and_end_it(channel: Channel) -> None:
    found(channel, "20", "23.5", at=AT + 2 * MINUTE)
    more = sensors.batch(channel, AT + 2 * MINUTE, "23.9", "22")
    seen = sensors.followed(channel, more, AT + 4 * MINUTE)
    assert [shape(one) for one in seen] == [("ALERT", 1, 3, "23.9")]


def test_looked_at_again_nothing_is_opened_twice(channel: Channel) -> None:
    sent = sensors.batch(channel, AT, "20", "23.5", "22", "24.5", "20")
    sensors.followed(channel, sent, LATER)
    before = [(one.pk, one.version) for one in Excursion.objects.all()]
    sensors.followed(channel, sent, LATER)
    assert [(one.pk, one.version) for one in Excursion.objects.all()] == before


@pytest.mark.parametrize(("delay", "count"), [(120, 1), (121, 0)])
def test_a_delay_that_is_justified_lets_short_ones_pass(room: Room, delay: int, count: int) -> None:
    slow = sensors.channel(room, delay_s=delay, delay_justification="A door opens for so long")
    seen = found(slow, "20", "24.5", "24.6", "20", "20")
    assert [one[0] for one in seen].count("ACTION") == count


def test_a_gap_ends_what_was_beyond_after_the_longest_silence(channel: Channel) -> None:
    seen = found(channel, "20", "23.5", "", "", "", "", "23.6", "20", at=AT + 8 * MINUTE)
    assert seen == [
        ("ALERT", 1, 4, "23.5"), ("GAP", 1, 6, "5.0"), ("ALERT", 6, 7, "23.6"),
    ]  # fmt: skip


def test_a_sensor_that_is_silent_now_is_a_gap_until_it_speaks(channel: Channel) -> None:
    assert found(channel, "20", at=AT + 4 * MINUTE) == [("GAP", 0, None, "4.0")]
    seen = sensors.followed(channel, sensors.batch(channel, AT + 9 * MINUTE, "20"), AT + 9 * MINUTE)
    assert [shape(one) for one in seen] == [("GAP", 0, 9, "9.0")]
    assert seen[0].limits.upper == Decimal("3.0")
