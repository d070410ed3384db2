"""A typed date and time names one instant, or the refusal says what would."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measures.instants import read_instant
from measures.problems import ValueProblem

HERE = "Europe/Amsterdam"
ZONES = (HERE, "America/St_Johns", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Kolkata", "UTC")
BEGIN = datetime(1950, 1, 1, tzinfo=UTC)
SECONDS = 149 * 365 * 24 * 3600  # a little short of the year 2100
SHIFTS = (-120, -60, -30, 30, 60, 120)  # minutes by which clocks were ever put back there


def read(typed: str, zone: str = HERE) -> datetime:
    return read_instant(typed, zone=ZoneInfo(zone))


def refusal(typed: str, zone: str = HERE) -> tuple[str, str, str]:
    """Its code, what is wrong and what is accepted."""
    with pytest.raises(ValueProblem) as problem:
        read(typed, zone)
    found = problem.value
    return found.code, found.message % found.params, found.accepted % found.params


def test_it_works():
    assert read("2026-11-02 07:55") == datetime(2026, 11, 2, 6, 55, tzinfo=UTC)
    assert read("2026-07-02T07:55:30") == datetime(2026, 7, 2, 5, 55, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "typed",
    [
        "2026-11-02T06:55Z",
        "2026-11-02 06:55 Z",
        "2026-11-02T12:25+05:30",
        "2026-11-02 12:25 +05:30",
    ],
)
def test_an_offset_says_which_instant_is_meant(typed):
    assert read(typed) == datetime(2026, 11, 2, 6, 55, tzinfo=UTC)


@pytest.mark.parametrize(
    "typed",
    [
        "", "yesterday", "02-11-2026 07:55", "2026-13-01 07:55", "2026-11-31 07:55", "07:55",
        "2026-11-02", "2026-11-02 24:01", "20261102T0755", "0001-01-01 00:00",
        "2026-11-02 07:55 CET", "2026-11-02 07:55+1", "2026-11-02 07:55+25:00",
    ],
)  # fmt: skip
def test_what_is_no_date_and_time_is_refused_with_an_example(typed):
    assert refusal(typed) == (
        "NOT_A_TIME",
        f"“{typed}” is not a date and time.",
        "Accepted: 2026-11-21 14:05.",
    )


@pytest.mark.parametrize(
    ("zone", "typed", "before", "after"),
    [
        (HERE, "2026-03-29 02:00", "2026-03-29 02:00", "2026-03-29 03:00"),
        (HERE, "2026-03-29 02:30", "2026-03-29 02:00", "2026-03-29 03:00"),
        (HERE, "2026-03-29 02:59:59", "2026-03-29 02:00", "2026-03-29 03:00"),
        ("Australia/Lord_Howe", "2026-10-04 02:15", "2026-10-04 02:00", "2026-10-04 02:30"),
        ("Pacific/Apia", "2011-12-30 12:00", "2011-12-30 00:00", "2011-12-31 00:00"),
    ],
)
def test_a_time_that_the_clocks_left_out_is_refused(zone, typed, before, after):
    assert refusal(typed, zone) == (
        "NO_SUCH_TIME",
        f"“{typed}” does not exist: the clocks were put forward from {before} to {after}.",
        f"Accepted: a time before {before}, or from {after} on.",
    )


def test_the_minutes_on_both_sides_of_what_was_left_out_are_taken():
    assert read("2026-03-29 01:59") == datetime(2026, 3, 29, 0, 59, tzinfo=UTC)
    assert read("2026-03-29 03:00") == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "typed", "first", "second"),
    [
        (HERE, "2026-10-25 02:00", "+02:00", "+01:00"),
        (HERE, "2026-10-25 02:30", "+02:00", "+01:00"),
        (HERE, "2026-10-25T02:59:59", "+02:00", "+01:00"),
        ("America/St_Johns", "2026-11-01 01:30", "-02:30", "-03:30"),
        ("Australia/Lord_Howe", "2026-04-05 01:45", "+11:00", "+10:30"),
    ],
)
def test_a_time_that_came_twice_is_refused_until_its_offset_is_typed(zone, typed, first, second):
    assert refusal(typed, zone) == (
        "DOUBLED_TIME",
        f"“{typed}” came twice: the clocks were put back.",
        f"Add {first} for the first time or {second} for the second, as in {typed}{first}.",
    )
    earlier, later = read(f"{typed}{first}", zone), read(f"{typed} {second}", zone)
    assert earlier < later
    local = [one.astimezone(ZoneInfo(zone)).replace(tzinfo=None) for one in (earlier, later)]
    assert local == [datetime.fromisoformat(typed)] * 2


def test_the_minutes_on_both_sides_of_a_doubled_hour_are_taken():
    assert read("2026-10-25 01:59") == datetime(2026, 10, 24, 23, 59, tzinfo=UTC)
    assert read("2026-10-25 03:00") == datetime(2026, 10, 25, 2, 0, tzinfo=UTC)


@given(
    st.integers(0, SECONDS).map(lambda seconds: BEGIN + timedelta(seconds=seconds)),
    st.sampled_from(ZONES),
)
def test_every_instant_can_be_typed_and_is_read_as_itself(instant, zone):
    """As the clock on the wall shows it; where the wall shows it twice, with the offset."""
    local = instant.astimezone(ZoneInfo(zone))
    assert read(local.isoformat(), zone) == instant
    shown = local.replace(tzinfo=None)
    twin = [instant + timedelta(minutes=shift) for shift in SHIFTS]
    is_doubled = any(one.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == shown for one in twin)
    if is_doubled:
        assert refusal(str(shown), zone)[0] == "DOUBLED_TIME"
    else:
        assert read(str(shown), zone) == instant
