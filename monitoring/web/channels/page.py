"""One channel: its readings over time, its excursions, its levels; and the numbers of the chart."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import datetime, timedelta
from io import StringIO
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from cleanrooms.models import RoomUse
from measures.limits import Limits
from monitoring.channels.overlays import crowds, excursions_of, levels_over, uses_over
from monitoring.channels.plot import Plot
from monitoring.channels.stretch import Stretch, stretch_of
from monitoring.models import Channel, Excursion
from monitoring.seen import excursion_page
from monitoring.web.channels.span import shown_by
from people.permissions import Permission
from people.web.facility_only import facility_people_only
from people.web.needs import needs, signed_in

VIEW = Permission.VIEW_MONITORING
ROWS = 5_000  # of a CSV read at once


def fetch(code: str) -> Channel:
    rows = Channel.objects.select_related("room", "zone", "neighbour__other", "equipment")
    return get_object_or_404(rows, code__iexact=code)


@require_safe
@needs(VIEW)
@facility_people_only
def channel_page(request: HttpRequest, code: str) -> HttpResponse:
    """The chart as a drawing that prints; js/trend.js makes it one to look closer at."""
    channel, now = fetch(code), timezone.now()
    shown = shown_by(request, now)
    stretch = stretch_of(channel, shown.since, shown.until)
    levels = levels_over(channel, stretch.since, shown.until)
    context = {
        "channel": channel,
        "shown": shown,
        "stretch": stretch,
        "plot": Plot(stretch, levels, crowds(channel.room, stretch.since, shown.until)),
        "levels": levels[-1],
        "excursions": excursions_of(channel, stretch.since, shown.until),
        "uses": uses_over(channel.room, stretch.since, shown.until),
        "as_table": request.GET.get("as") == "table",
        "may_manage": channel.ended_at is None
        and signed_in(request).may(Permission.MANAGE_MONITORING),
    }
    return render(request, "monitoring/channel.html", context)


@require_safe
@needs(VIEW)
@facility_people_only
def channel_data(request: HttpRequest, code: str) -> JsonResponse:
    """The numbers of the chart, in columns; times in seconds since 1970."""
    channel, shown = fetch(code), shown_by(request, timezone.now())
    stretch = stretch_of(channel, shown.since, shown.until)
    since, until = stretch.since, shown.until
    told: dict[str, Any] = {
        "unit": channel.what.unit.symbol,
        "span": [_seconds(since), _seconds(until)],
        "columns": _columns(stretch),
        "levels": [
            [_seconds(one.since), _seconds(one.until), _bounds(one.alert), _bounds(one.action)]
            for one in levels_over(channel, since, until)
        ],
        "crowds": [
            [_seconds(one.since), _seconds(one.until), one.persons]
            for one in crowds(channel.room, since, until)
        ],
        "uses": [_use(one) for one in uses_over(channel.room, since, until)],
        "excursions": [_excursion(one) for one in excursions_of(channel, since, until)],
    }
    return JsonResponse(told)


def _columns(stretch: Stretch) -> list[list[Any]]:
    """Times, least and most; where nothing was read, null stands between two buckets."""
    times: list[int] = []
    least: list[str | None] = []
    most: list[str | None] = []
    for bucket in stretch.buckets:
        at = _seconds(bucket.at)
        if times and at - times[-1] > 2 * stretch.width.total_seconds():
            times.append(times[-1] + int(stretch.width.total_seconds()))
            least.append(None)
            most.append(None)
        times.append(at)
        least.append(f"{bucket.least:f}")
        most.append(f"{bucket.most:f}")
    return [times, least, most]


def _bounds(limits: Limits) -> list[str | None]:
    return [None if one is None else f"{one:f}" for one in (limits.lower, limits.upper)]


def _use(use: RoomUse) -> list[Any]:
    begun, ended = use.begun_at, use.ended_at
    return [
        _seconds(begun) if begun else None, _seconds(ended) if ended else None, str(use.label),
        reverse("use", args=[use.pk]),
    ]  # fmt: skip


def _excursion(one: Excursion) -> list[Any]:
    return [
        _seconds(one.peak_at),
        f"{one.peak:f}",
        one.sign,
        str(one),
        excursion_page(one),
        one.kind,
    ]


def _seconds(at: datetime) -> int:
    return int(at.timestamp())


@require_safe
@needs(VIEW)
@facility_people_only
def channel_readings(request: HttpRequest, code: str) -> HttpResponseBase:
    """All readings of the stretch as they are stored, as CSV."""
    channel, shown = fetch(code), shown_by(request, timezone.now())
    answer = StreamingHttpResponse(
        _lines(channel, shown.since, shown.until), content_type="text/csv; charset=utf-8"
    )
    answer["Content-Disposition"] = f'attachment; filename="{channel.code}.csv"'
    return answer


def _lines(channel: Channel, since: datetime, until: datetime) -> Iterator[str]:
    yield "channel,at,value,unit\r\n"
    after = since
    while True:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT at, value FROM monitoring_reading WHERE channel = %s AND at >= %s"
                " AND at < %s ORDER BY at LIMIT %s",
                [channel.number, after, until, ROWS],
            )
            rows = cursor.fetchall()
        text = StringIO()
        write = csv.writer(text)
        for at, value in rows:
            write.writerow([channel.code, at.isoformat(), f"{value:f}", channel.what.unit.code])
        yield text.getvalue()
        if len(rows) < ROWS:
            return
        after = rows[-1][0] + timedelta(microseconds=1)
