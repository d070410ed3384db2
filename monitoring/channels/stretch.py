"""The readings of a channel over a stretch of time, as a chart needs them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import pairwise

from django.db import connection

from monitoring.models import Channel

MOST_BUCKETS = 1200  # about one for each pixel of a wide chart
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)

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

    @property
    def count(self) -> int:
        """Of all readings in it."""
        return sum(int(one.count) for one in self.buckets)


def stretch_of(
    channel: Channel, since: datetime, until: datetime, most: int = MOST_BUCKETS
) -> Stretch:
    """At most so many buckets, each a whole number of the channel's intervals, or of the minutes,
    hours or days of a roll-up; the stretch then begins with a whole one.
    """
    part, width = width_of(channel, since, until, most)
    if part:
        since = whole(part, since)
    asked = {"width": width, "since": since, "until": until, "channel": channel.number}
    with connection.cursor() as cursor:
        cursor.execute(ROLLED.format(part=part) if part else RAW, asked)  # type: ignore[arg-type]
        return Stretch(since, until, width, [Bucket(*row) for row in cursor.fetchall()])


def width_of(
    channel: Channel, since: datetime, until: datetime, most: int
) -> tuple[str, timedelta]:
    """The narrowest that needs no more buckets, and the roll-up that it is made of, if any."""
    least = (until - since) / most
    interval = timedelta(seconds=channel.interval_s)
    units = [("", interval), ("minute", MINUTE), ("hour", HOUR), ("day", DAY)]
    if interval >= MINUTE:
        del units[1]  # it has no minutes
    for (part, unit), (_next, below) in pairwise(units):
        width = unit * max(1, -(-least // unit))
        if width < below:
            return part, width
    return "day", DAY * max(1, -(-least // DAY))


def whole(part: str, at: datetime) -> datetime:
    """The beginning of the minute, hour or day in UTC."""
    at = at.astimezone(UTC).replace(second=0, microsecond=0)
    at = at if part == "minute" else at.replace(minute=0)
    return at.replace(hour=0) if part == "day" else at
