"""A stretch of readings as a drawing of the server: it prints, and needs no script."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from functools import cached_property

from django.utils import timezone

from cleanrooms.models import RoomUse
from measures.limits import Limits
from monitoring.channels.overlays import Crowd
from monitoring.channels.segments import Segment
from monitoring.channels.stretch import Bucket, Stretch
from monitoring.models import Excursion, ExcursionClass
from monitoring.seen import excursion_page

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 900, 334, 72, 884, 12, 262
MARKS = 5
Level = tuple[str, str]  # sign of its state, path


@dataclass(frozen=True)
class Plot:
    """Least and most of each bucket as an area, levels as steps; below it persons and uses."""

    stretch: Stretch
    levels: Sequence[Segment]
    crowds: Sequence[Crowd] = ()
    excursions: Sequence[Excursion] = ()
    uses: Sequence[RoomUse] = ()

    width, height, left, right, top, bottom = WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM

    @cached_property
    def scale(self) -> tuple[Decimal, Decimal]:
        """The values at the lower and the upper edge: a little beyond readings and levels."""
        values = [value for one in self.stretch.buckets for value in (one.least, one.most)]
        values += [bound for one in self.levels for bound in bounds(one.alert, one.action)]
        values += [one.peak for one in self.excursions if one.kind != ExcursionClass.GAP]
        low, high = (min(values), max(values)) if values else (Decimal(0), Decimal(1))
        room = (high - low) / 10 or Decimal(1)
        return (Decimal(0) if 0 <= low < room else low - room), high + room

    def x(self, at: datetime) -> str:
        whole = (self.stretch.until - self.stretch.since) // timedelta(seconds=1) or 1
        part = (at - self.stretch.since) // timedelta(seconds=1)
        return f"{LEFT + Decimal(part * (RIGHT - LEFT)) / whole:.1f}"

    def y(self, value: Decimal) -> str:
        low, high = self.scale
        return f"{BOTTOM - (BOTTOM - TOP) * (value - low) / (high - low):.1f}"

    @property
    def areas(self) -> list[str]:
        """One for each run of buckets without a gap: along the most, and back along the least."""
        return [
            " ".join(
                [f"{self.x(one.at)},{self.y(one.most)}" for one in run]
                + [f"{self.x(one.at)},{self.y(one.least)}" for one in reversed(run)]
            )
            for run in self._runs()
        ]

    def _runs(self) -> Iterator[list[Bucket]]:
        run: list[Bucket] = []
        for one in self.stretch.buckets:
            if run and one.at - run[-1].at > 2 * self.stretch.width:
                yield run
                run = []
            run.append(one)
        if run:
            yield run

    @property
    def lines(self) -> list[Level]:
        """The bounds that hold, each stretch by itself."""
        return [
            (sign, f"M{self.x(one.since)} {self.y(bound)}H{self.x(one.until)}")
            for one in self.levels
            for sign, limits in (("alert", one.alert), ("action", one.action))
            for bound in bounds(limits)
        ]

    @property
    def bands(self) -> list[tuple[str, str, Crowd]]:
        """Left edge and width of each stretch with somebody in the room."""
        return [(*self._across(one.since, one.until), one) for one in self.crowds]

    @property
    def bars(self) -> list[tuple[str, str, str]]:
        """Left edge, width and words of what the room was used for."""
        return [
            (*self._across(one.begun_at, one.ended_at), str(one.label))
            for one in self.uses
            if one.begun_at
        ]

    def _across(self, since: datetime, until: datetime | None) -> tuple[str, str]:
        """Left edge and width of a stretch, as far as it is shown."""
        begun = max(since, self.stretch.since)
        ended = min(until or self.stretch.until, self.stretch.until)
        left, right = Decimal(self.x(begun)), Decimal(self.x(ended))
        return f"{left}", f"{max(right - left, Decimal(1))}"

    @property
    def dots(self) -> list[tuple[str, str, Excursion, str]]:
        """The peak of each excursion; a silence has no value and none."""
        return [
            (self.x(one.peak_at), self.y(one.peak), one, excursion_page(one))
            for one in self.excursions
            if one.kind != ExcursionClass.GAP
            and self.stretch.since <= one.peak_at <= self.stretch.until
        ]

    @property
    def marks(self) -> list[tuple[str, str]]:
        """Where the scale is written, and what."""
        low, high = self.scale
        step = round_step((high - low) / MARKS)
        first = -(-low // step) * step
        values = [first + step * place for place in range(MARKS + 2)]
        return [(self.y(value), f"{value:f}") for value in values if low <= value <= high]

    @property
    def times(self) -> list[tuple[str, str]]:
        """Where the time is written, in the facility's zone."""
        since, until = self.stretch.since, self.stretch.until
        form = "%H:%M" if until - since <= timedelta(days=2) else "%d %b"
        parts = [since + (until - since) * place / 6 for place in range(1, 6)]
        return [(self.x(at), timezone.localtime(at).strftime(form)) for at in parts]


def bounds(*limits: Limits) -> list[Decimal]:
    return [one for each in limits for one in (each.lower, each.upper) if one is not None]


def round_step(step: Decimal) -> Decimal:
    """The next larger of 1, 2 or 5 times a power of ten."""
    power = Decimal(1).scaleb(step.adjusted())
    return next(power * times for times in (1, 2, 5, 10) if power * times >= step)
