"""The numbers of a channel: those of its chart, and all its readings as CSV."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from io import StringIO
from typing import Any

from django.db import connection
from django.http import HttpRequest, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from cleanrooms.models import RoomUse
from measures.limits import Limits
from monitoring.channels.overlays import crowds, excursions_of, levels_over, uses_over
from monitoring.channels.stretch import Stretch, stretch_of
from monitoring.models import Channel, Excursion, ExcursionClass
from monitoring.seen import excursion_page
from monitoring.web.channels.page import VIEW, fetch
from monitoring.web.channels.span import closer, shown_by
from people.web.facility_only import facility_people_only
from people.web.needs import needs

ROWS = 5_000  # of a CSV, read at once
READINGS = """
SELECT at, value FROM monitoring_reading
WHERE channel = %s AND at >= %s AND at < %s ORDER BY at LIMIT %s
"""


@require_safe
@needs(VIEW)
@facility_people_only
def channel_data(request: HttpRequest, code: str) -> JsonResponse:
    """The numbers of the chart, in columns; times in seconds since 1970, numbers as text.

    `?from=` and `?to=` in those seconds look closer at a part of the stretch.
    """
    channel, shown = fetch(code), shown_by(request, timezone.now())
    since, until = closer(request, shown)
    stretch = stretch_of(channel, since, until)
    since = stretch.since
    return JsonResponse(
        {
            "unit": channel.what.unit.symbol,
            "span": [seconds(since), seconds(until)],
            "columns": columns(stretch),
            "levels": [
                [seconds(one.since), seconds(one.until), bounds(one.alert), bounds(one.action)]
                for one in levels_over(channel, since, until)
            ],
            "crowds": [
                [seconds(one.since), seconds(one.until), one.persons]
                for one in crowds(channel.room, since, until)
            ],
            "uses": [told_use(one, until) for one in uses_over(channel.room, since, until)],
            "excursions": [
                told_excursion(one)
                for one in excursions_of(channel, since, until)
                if one.kind != ExcursionClass.GAP
            ],
        }
    )


def columns(stretch: Stretch) -> list[list[Any]]:
    """Times, least and most; where nothing was read, null stands between two buckets."""
    times: list[int] = []
    least: list[str | None] = []
    most: list[str | None] = []
    width = int(stretch.width.total_seconds())
    for bucket in stretch.buckets:
        at = seconds(bucket.at)
        if times and at - times[-1] > 2 * width:
            times.append(times[-1] + width)
            least.append(None)
            most.append(None)
        times.append(at)
        least.append(text(bucket.least))
        most.append(text(bucket.most))
    return [times, least, most]


def bounds(limits: Limits) -> list[str | None]:
    return [text(limits.lower), text(limits.upper)]


def text(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"


def told_use(use: RoomUse, until: datetime) -> list[Any]:
    begun = use.begun_at or until
    return [
        seconds(begun), seconds(use.ended_at or until), str(use.label),
        reverse("use", args=[use.pk]),
    ]  # fmt: skip


def told_excursion(one: Excursion) -> list[Any]:
    return [seconds(one.peak_at), text(one.peak), one.sign, str(one), excursion_page(one)]


def seconds(at: datetime) -> int:
    return int(at.timestamp())


@require_safe
@needs(VIEW)
@facility_people_only
def channel_readings(request: HttpRequest, code: str) -> HttpResponseBase:
    """All readings of the stretch as they are stored, as CSV that could be brought again."""
    channel, shown = fetch(code), shown_by(request, timezone.now())
    answer = StreamingHttpResponse(
        lines(channel, shown.since, shown.until), content_type="text/csv; charset=utf-8"
    )
    answer["Content-Disposition"] = f'attachment; filename="{channel.code}.csv"'
    return answer


def lines(channel: Channel, since: datetime, until: datetime) -> Iterator[str]:
    yield "channel,at,value,unit\r\n"
    while True:
        with connection.cursor() as cursor:
            cursor.execute(READINGS, [channel.number, since, until, ROWS])
            rows = cursor.fetchall()
        told = StringIO()
        write = csv.writer(told)
        for at, value in rows:
            write.writerow([channel.code, at.isoformat(), f"{value:f}", channel.what.unit.code])
        yield told.getvalue()
        if len(rows) < ROWS:
            return
        since = rows[-1][0] + timedelta(microseconds=1)
