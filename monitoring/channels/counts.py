"""How many readings a channel gave in a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from monitoring.models import Channel

COUNT = """
SELECT count(*), min(at) FROM monitoring_reading
WHERE channel = %s AND at >= %s AND at < %s
"""


@dataclass(frozen=True)
class Readings:
    """So many, the first of them then."""

    count: int
    first: datetime


def readings_within(channel: Channel, since: datetime, until: datetime) -> Readings | None:
    """From `since` until before `until`; None where there are none."""
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [channel.number, since, until])
        count, first = cursor.fetchone()
    return Readings(count, first) if count else None
