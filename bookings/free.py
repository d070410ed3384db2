"""The nearest times at which all that is wanted is free at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import islice

from django.utils import timezone

from bookings.resources import Span
from bookings.taken import is_shared, others
from bookings.wanted import Wanted

STEP = timedelta(minutes=15)
REACH = timedelta(days=28)
DAY_BEGINS, DAY_ENDS = time(6), time(20)  # a night is offered to who asks for one only


@dataclass(frozen=True)
class Free:
    begins_at: datetime
    ends_at: datetime


def nearest_free(wanted: Wanted, *, at: datetime, after: int = 2) -> list[Free]:
    """One before the time asked for and some after it, as long, with the buffers of each resource.

    Nothing that has passed, and within four weeks either way.
    """
    if wanted.long <= timedelta(0) or wanted.long > REACH:
        return []
    closed = _closed(wanted)
    before = islice(_candidates(wanted, closed, -STEP, at), 1)
    later = islice(_spaced(_candidates(wanted, closed, STEP, at), wanted.long), after)
    return [Free(begin, begin + wanted.long) for begin in (*before, *later)]


def _spaced(begins: Iterator[datetime], long: timedelta) -> Iterator[datetime]:
    """Not the same slot a quarter of an hour later, but the next one after it."""
    last: datetime | None = None
    for one in begins:
        if last is None or one >= last + long:
            last = one
            yield one


def _closed(wanted: Wanted) -> list[Span]:
    """When it cannot begin, in order: a slot keeps it from beginning before and within."""
    first, last = wanted.moved(wanted.begins_at - REACH), wanted.moved(wanted.begins_at + REACH)
    whole = Wanted(
        first.begins_at, last.ends_at, wanted.purpose, wanted.resources, but=wanted.but,
        given=wanted.minutes,
    )  # fmt: skip
    found = []
    for slot in others(whole):
        if is_shared(slot.resource) and slot.booking is not None:
            continue
        minutes = wanted.minutes_of(slot.resource)
        begin, end = slot.held.lower, slot.held.upper
        found.append((
            begin - wanted.long - timedelta(minutes=minutes.changeover),
            end + timedelta(minutes=minutes.setup),
        ))  # fmt: skip
    return sorted(found)


def _candidates(
    wanted: Wanted, closed: list[Span], step: timedelta, at: datetime
) -> Iterator[datetime]:
    """Quarters of an hour from the time asked for, one way."""
    begin = _on_the_quarter(wanted.begins_at, up=step > timedelta(0))
    if step < timedelta(0) and begin == wanted.begins_at:
        begin += step
    night = not _by_day(wanted.begins_at)
    while abs(begin - wanted.begins_at) <= REACH and begin >= at:
        blocking = [one for one in closed if one[0] < begin < one[1]]
        if not blocking and (night or _by_day(begin)):
            yield begin
        begin += step
    if begin < at and step > timedelta(0):
        yield from _candidates(wanted.moved(_on_the_quarter(at, up=True)), closed, step, at)


def _by_day(begin: datetime) -> bool:
    return (
        DAY_BEGINS <= timezone.localtime(begin, timezone.get_default_timezone()).time() <= DAY_ENDS
    )


def _on_the_quarter(moment: datetime, *, up: bool) -> datetime:
    whole = moment.replace(minute=moment.minute - moment.minute % 15, second=0, microsecond=0)
    return whole + STEP if up and whole < moment else whole
