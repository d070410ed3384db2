"""One channel: its readings over time, its excursions, its levels, as a chart or a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cleanrooms.models import RoomUse
from measures.limits import judge
from measures.verdicts import Verdict
from monitoring.channels.newest import newest_of
from monitoring.channels.overlays import Crowd, crowds, excursions_of, levels_over, uses_over
from monitoring.channels.plot import Plot
from monitoring.channels.segments import Segment
from monitoring.channels.stretch import Bucket, Stretch, stretch_of
from monitoring.levels import LevelBook
from monitoring.models import Channel, Excursion, ExcursionClass, Sample
from monitoring.web.channels.span import shown_by
from people.permissions import Permission
from people.web.facility_only import facility_people_only
from people.web.needs import needs, signed_in

VIEW = Permission.VIEW_MONITORING
IN_TABLE = 200  # rows at most
SAMPLES = 12
FITTINGS = 6  # of now and before
WORST = (Verdict.ABOVE_ACTION, Verdict.BELOW_ACTION, Verdict.ABOVE_ALERT, Verdict.BELOW_ALERT)


@dataclass(frozen=True)
class Row:
    """A bucket of the table, judged by the levels at its beginning."""

    bucket: Bucket
    mean: Decimal
    verdict: Verdict

    @property
    def word(self) -> str:
        return _(self.verdict.text)


@dataclass(frozen=True)
class Line:
    """An excursion with who was in and what the room was for at its peak."""

    of: Excursion
    persons: int
    uses: Sequence[RoomUse]

    @property
    def minutes(self) -> int | None:
        """Begun ones count; None while it goes on."""
        if self.of.ended_at is None:
            return None
        return -(-(self.of.ended_at - self.of.started_at) // timedelta(minutes=1))

    @property
    def unit(self) -> str:
        """A silence is told in minutes."""
        return "min" if self.of.kind == ExcursionClass.GAP else str(self.of.what.unit.symbol)


def fetch(code: str) -> Channel:
    rows = Channel.objects.select_related("room", "zone", "neighbour__other", "equipment")
    return get_object_or_404(rows, code__iexact=code)


@require_safe
@needs(VIEW)
@facility_people_only
def channel_page(request: HttpRequest, code: str) -> HttpResponse:
    """The chart as a drawing that prints; js/trend.js makes it one to look closer at."""
    channel, at = fetch(code), timezone.now()
    shown, as_table = shown_by(request, at), request.GET.get("as") == "table"
    stretch = stretch_of(channel, shown.since, shown.until, *([IN_TABLE] if as_table else []))
    since, until = stretch.since, shown.until
    book = LevelBook.read()
    levels = levels_over(channel, since, until, book)
    inside = crowds(channel.room, since, until)
    excursions = list(excursions_of(channel, since, until))
    uses = list(uses_over(channel.room, since, until))
    context = {
        "channel": channel,
        "shown": shown,
        "stretch": stretch,
        "expected": expected(channel, since, until),
        "now": newest_of([channel], at, book)[0],
        "plot": Plot(stretch, levels, inside, excursions, uses),
        "rows": rows_of(stretch, levels) if as_table else [],
        "excursions": [line(one, inside, uses) for one in excursions],
        "fittings": channel.fittings.select_related("instrument")[:FITTINGS],
        "samples": samples_in(channel, since, until),
        "as_table": as_table,
        "may_manage": channel.ended_at is None
        and signed_in(request).may(Permission.MANAGE_MONITORING),
        "tab": "channels",
    }
    return render(request, "monitoring/channel.html", context)


def expected(channel: Channel, since: datetime, until: datetime) -> int:
    """How many readings there would be, one at each whole multiple of the interval."""
    step = channel.interval_s
    return int(until.timestamp()) // step + -int(since.timestamp()) // step + 1


def rows_of(stretch: Stretch, levels: Sequence[Segment]) -> list[Row]:
    """Newest first."""
    return [row_of(one, levels) for one in reversed(stretch.buckets)]


def row_of(bucket: Bucket, levels: Sequence[Segment]) -> Row:
    """The worse of its least and its most; a mean has one decimal more than what it is made of."""
    held = next((one for one in levels if one.since <= bucket.at < one.until), levels[-1])
    found = [Verdict.NOT_JUDGED]
    if held.alert or held.action:
        found = [
            judge(value, action=held.action, alert=held.alert)
            for value in (bucket.least, bucket.most)
        ]
    worst = next((one for one in WORST if one in found), found[0])
    exponent = bucket.most.as_tuple().exponent
    step = Decimal(1).scaleb(min(int(exponent), 0) - 1)
    return Row(bucket, bucket.mean.quantize(step), worst)


def line(excursion: Excursion, inside: Sequence[Crowd], uses: Sequence[RoomUse]) -> Line:
    at = excursion.peak_at
    persons = next((one.persons for one in inside if one.since <= at < one.until), 0)
    met = [
        one
        for one in uses
        if one.begun_at and one.begun_at <= at and (one.ended_at is None or at < one.ended_at)
    ]
    return Line(excursion, persons, met)


def samples_in(channel: Channel, since: datetime, until: datetime) -> list[Sample]:
    """Taken in its room meanwhile, newest first."""
    rows = Sample.objects.filter(
        round__room=channel.room, taken_at__gte=since, taken_at__lt=until
    ).select_related("round__room", "site", "person")
    return list(rows.order_by("-taken_at")[:SAMPLES])
