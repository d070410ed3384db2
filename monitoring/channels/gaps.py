"""The rule for a sensor that is silent: a reading stands for at most the channel's gap."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from monitoring.models import Channel

GAPS = """
SELECT at, after FROM (
  SELECT at, lead(at) OVER (ORDER BY at) AS after FROM monitoring_reading
  WHERE channel = %s AND at >= %s AND at <= %s
) AS times WHERE after - at > %s ORDER BY at
"""
NEWEST = "SELECT max(at) FROM monitoring_reading WHERE channel = %s AND at <= %s"
OLDEST_AFTER = "SELECT min(at) FROM monitoring_reading WHERE channel = %s AND at > %s"


@dataclass(frozen=True)
class Gap:
    """No reading between two; `until` is None while there is none yet."""

    since: datetime
    until: datetime | None


def gaps(channel: Channel, first: datetime, last: datetime, now: datetime) -> list[Gap]:
    """Longer than the channel allows, of the readings from `first` to `last`; the newest of all
    is followed by what has come until `now`.
    """
    with connection.cursor() as cursor:
        asked: list[Any] = [channel.number, first, last, channel.gap]
        cursor.execute(GAPS, asked)
        found = [Gap(*row) for row in cursor.fetchall()]
    newest = newest_reading(channel, now)
    if newest is not None and newest <= last and now - newest > channel.gap:
        found.append(Gap(newest, None))
    return found


def newest_reading(channel: Channel, at: datetime) -> datetime | None:
    return _one(NEWEST, channel, at)


def next_reading(channel: Channel, after: datetime) -> datetime | None:
    return _one(OLDEST_AFTER, channel, after)


def _one(question: str, channel: Channel, at: datetime) -> datetime | None:
    with connection.cursor() as cursor:
        cursor.execute(question, [channel.number, at])
        found: datetime | None = cursor.fetchone()[0]
        return found
