"""Stretches of time in which the levels of a channel do not change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from measures.limits import Limits
from monitoring.channels.levels import levels_of
from monitoring.levels import LevelBook
from monitoring.models import Channel, Occupancy
from monitoring.occupied import Span, occupied_spans


@dataclass(frozen=True)
class Segment:
    """From `since` up to, not including, `until`."""

    since: datetime
    until: datetime
    occupancy: Occupancy
    alert: Limits
    action: Limits


def segments(channel: Channel, since: datetime, until: datetime, book: LevelBook) -> list[Segment]:
    """In the order of time, without a hole, over the whole stretch."""
    spans = occupied_spans(channel.room, since, until)
    cuts = {since, until, *_inside(_edges(spans), since, until)}
    cuts |= set(_inside(book.changes(), since, until))
    pairs = pairwise(sorted(cuts))
    return list(_joined(_segment(channel, one, two, spans, book) for one, two in pairs))


def _segment(
    channel: Channel, since: datetime, until: datetime, spans: list[Span], book: LevelBook
) -> Segment:
    is_used = any(begun <= since < ended for begun, ended in spans)
    occupancy = Occupancy.IN_OPERATION if is_used else Occupancy.AT_REST
    held = levels_of(channel, occupancy, since, book)
    return Segment(since, until, occupancy, held.alert, held.action)


def _edges(spans: Iterable[Span]) -> Iterator[datetime]:
    for begun, ended in spans:
        yield from (begun, ended)


def _inside(times: Iterable[datetime], since: datetime, until: datetime) -> Iterator[datetime]:
    return (one for one in times if since < one < until)


def _joined(found: Iterable[Segment]) -> Iterator[Segment]:
    """Neighbours with the same levels as one."""
    last: Segment | None = None
    for one in found:
        if last and (last.occupancy, last.alert, last.action) == (
            one.occupancy, one.alert, one.action,
        ):  # fmt: skip
            last = Segment(last.since, one.until, one.occupancy, one.alert, one.action)
            continue
        if last:
            yield last
        last = one
    if last:
        yield last
