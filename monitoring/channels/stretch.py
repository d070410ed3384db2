"""The readings of a channel over a stretch of time, as a chart needs them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from django.db import connection

from monitoring.models import Channel

MOST_BUCKETS = 1200  # about one for each pixel of a wide chart
HOUR, DAY = timedelta(hours=1), timedelta(days=1)

# Of each bucket the least and the most, so that no excursion is lost; never only the mean.
RAW = """
SELECT date_bin(%(width)s, at, %(since)s) AS bucket, count(*), sum(value), min(value), max(value)
FROM monitoring_reading WHERE channel = %(channel)s AND at >= %(since)s AND at < %(until)s
GROUP BY 1 ORDER BY 1
"""
ROLLED = """
SELECT date_bin(%(width)s, at, %(since)s) AS bucket, sum(count), sum(total), min(least), max(most)
FROM monitoring_by_{part} WHERE channel = %(channel)s AND at >= %(since)s AND at < %(until)s
GROUP BY 1 ORDER BY 1
"""


@dataclass(frozen=True)
class Bucket:
    """So many readings from `at` on, with their sum, least and most."""

    at: datetime
    count: int
    total: Decimal
    least: Decimal
    most: Decimal

    @property
    def mean(self) -> Decimal:
        return self.total / self.count


@dataclass(frozen=True)
class Stretch:
    """Buckets of one width; where nothing was read there is none."""

    since: datetime
    until: datetime
    width: timedelta
    buckets: list[Bucket]


def stretch_of(
    channel: Channel, since: datetime, until: datetime, most: int = MOST_BUCKETS
) -> Stretch:
    """At most so many buckets, each a whole number of the channel's intervals, hours or days.

    Hours and days are read from their roll-ups, and the stretch then begins with a whole one.
    """
    width = width_of(channel, since, until, most)
    part = "day" if width >= DAY else "hour" if width >= HOUR else ""
    if part:
        since = since.replace(minute=0, second=0, microsecond=0)
        since = since.replace(hour=0) if part == "day" else since
    asked = {"width": width, "since": since, "until": until, "channel": channel.number}
    with connection.cursor() as cursor:
        cursor.execute(ROLLED.format(part=part) if part else RAW, asked)  # type: ignore[arg-type]
        return Stretch(since, until, width, [Bucket(*row) for row in cursor.fetchall()])


def width_of(channel: Channel, since: datetime, until: datetime, most: int) -> timedelta:
    """The narrowest that needs no more buckets."""
    least = (until - since) / most
    for unit, below in ((timedelta(seconds=channel.interval_s), HOUR), (HOUR, DAY)):
        width = unit * max(1, -(-least // unit))
        if width < below:
            return width
    return DAY * max(1, -(-least // DAY))
