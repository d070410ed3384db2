"""The drawing of the last days: each midnight with its day, also one that was a moment ago."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from cleanrooms.timeline import DAYS, WIDTH, Timeline

NOON = datetime(2026, 6, 3, 12, tzinfo=UTC)
AFTER_MIDNIGHT = datetime(2026, 6, 2, 22, 20, tzinfo=UTC)  # 0:20 in the facility


def drawn(now: datetime) -> Timeline:
    return Timeline(now - timedelta(days=DAYS), now, [], [])


def test_each_midnight_has_its_day_after_it():
    days = drawn(NOON).days
    assert [day for *_, day in days] == ["1 Jun", "2 Jun", "3 Jun"]
    assert {(at - x, anchor) for x, at, anchor, _ in days} == {(4, "start")}


@pytest.mark.parametrize("minutes", [0, 60, 240])
def test_a_day_that_has_just_begun_is_written_before_its_midnight(minutes):
    *_, (x, at, anchor, day) = drawn(AFTER_MIDNIGHT + timedelta(minutes=minutes)).days
    assert day == "3 Jun"
    assert (at < x) is (anchor == "end")
    assert at + (60 if anchor == "start" else 0) <= WIDTH
