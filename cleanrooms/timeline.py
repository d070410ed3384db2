"""The last days of a room as rows of bars: states, uses, cleanings, persons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cleanrooms.history import Change
from cleanrooms.models import Cleaning, Presence, Room, RoomUse

DAYS = 3
WIDTH, ROW = 960, 26
GAP, NAME = 4, 60  # between a midnight and its day, and the room a day's name takes
MOST = 200


@dataclass(frozen=True)
class Bar:
    """One thing that lasted; `x` and `width` in drawing units within the days that are shown."""

    kind: str
    label: str
    sign: str
    begin: datetime
    end: datetime | None
    x: int
    width: int
    y: int
    url: str = ""


@dataclass(frozen=True)
class Timeline:
    begin: datetime
    end: datetime
    bars: list[Bar]
    rows: list[tuple[str, int]]

    @property
    def height(self) -> int:
        return (len(self.rows) + 1) * ROW

    @property
    def days(self) -> list[tuple[int, int, str, str]]:
        """Where each midnight of the facility is, where its day is written, anchored there at its
        start or (just before the end of the drawing) at its end, and the day.
        """
        zone = timezone.get_default_timezone()
        first = self.begin.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
        midnights = (first + timedelta(days=one) for one in range(DAYS + 2))
        within = (one for one in midnights if self.begin <= one < self.end)
        return [_day(_x(one, self.begin, self.end), date_format(one, "j M")) for one in within]


def _day(x: int, name: str) -> tuple[int, int, str, str]:
    fits = x + GAP + NAME <= WIDTH
    return (x, x + GAP, "start", name) if fits else (x, x - GAP, "end", name)


Lasted = tuple[str, str, datetime, datetime | None, str]


def timeline(room: Room, changes: list[Change], now: datetime) -> Timeline:
    """Rows by kind; a bar that began earlier is cut at the first moment shown. `changes` are the
    last ones of its state, newest first.
    """
    begin = now - timedelta(days=DAYS)
    kinds = (
        (_("State"), _states(changes)),
        (_("Use"), _uses(room, begin)),
        (_("Cleaning"), _cleanings(room, begin)),
        (_("Persons"), _persons(room, begin)),
    )
    bars, rows = [], []
    for place, (kind, lasted) in enumerate(kinds, start=1):
        rows.append((kind, place * ROW))
        bars += list(_drawn(kind, lasted, place * ROW, begin, now))
    return Timeline(begin, now, bars, rows)


def _drawn(
    kind: str, lasted: Iterable[Lasted], y: int, begin: datetime, now: datetime
) -> Iterator[Bar]:
    for label, sign, since, until, url in lasted:
        if since >= now or (until is not None and until <= begin):
            continue
        x = _x(since, begin, now)
        width = max(_x(until or now, begin, now) - x, 2)
        yield Bar(kind, label, sign, since, until, x, width, y, url)


def _x(at: datetime, begin: datetime, end: datetime) -> int:
    share = (min(max(at, begin), end) - begin) / (end - begin)
    return round(share * WIDTH)


def _states(changes: list[Change]) -> Iterator[Lasted]:
    """Each state until the next change, newest first; a note that changed is no new state."""
    end: datetime | None = None
    for change in changes:
        if change.after == change.before:
            continue
        yield str(change.after.label), change.after.sign, change.at, end, ""
        end = change.at


def _overlapping(rows: Any, begin: datetime) -> Any:
    return rows.filter(period__endswith__isnull=True) | rows.filter(period__endswith__gt=begin)


def _uses(room: Room, begin: datetime) -> Iterator[Lasted]:
    found = RoomUse.objects.filter(room=room, begun_at__isnull=False)
    for one in _overlapping(found, begin).order_by("-begun_at")[:MOST]:
        page = reverse("use", args=[one.pk])
        yield one.label, "progress", one.begun_at, one.ended_at, page


def _cleanings(room: Room, begin: datetime) -> Iterator[Lasted]:
    found = _overlapping(Cleaning.objects.filter(room=room), begin)
    for one in found.select_related("agent").order_by("-begun_at")[:MOST]:
        label, page = f"{one.get_kind_display()}, {one.agent}", reverse("cleaning", args=[one.pk])
        yield label, "info", one.begun_at, one.ended_at, page


def _persons(room: Room, begin: datetime) -> Iterator[Lasted]:
    found = _overlapping(Presence.objects.filter(room=room), begin)
    for one in found.select_related("person").order_by("-entered_at")[:MOST]:
        yield one.person.display_name, "ok", one.entered_at, one.left_at, ""
