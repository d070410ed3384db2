"""Finding, set-wise, the stretches in which a channel was beyond a level."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import connection

from measures.limits import Limits
from monitoring.channels.segments import Segment
from monitoring.models import Channel

# A reading stands until the next one, at most for the channel's gap. An island is a row of
# readings beyond the level without one within it and without a gap between them.
ISLANDS = """
WITH held AS (
  SELECT * FROM unnest(%(since)s::timestamptz[], %(until)s::timestamptz[],
                       %(lower)s::numeric[], %(upper)s::numeric[])
    AS held (since, until, lower, upper)
), judged AS (
  SELECT at, value, lower, upper,
    greatest(lower - value, value - upper) AS by_much,
    coalesce(value < lower, false) OR coalesce(value > upper, false) AS is_beyond,
    lag(at) OVER times AS before, lead(at) OVER times AS after
  FROM monitoring_reading JOIN held ON at >= since AND at < until
  WHERE channel = %(channel)s AND at >= %(first)s AND at <= %(last)s
  WINDOW times AS (ORDER BY at)
), marked AS (
  SELECT *, is_beyond AND lag(is_beyond) OVER (ORDER BY at) AND at - before <= %(gap)s AS goes_on
  FROM judged
), numbered AS (
  SELECT *, count(*) FILTER (WHERE NOT coalesce(goes_on, false)) OVER (ORDER BY at) AS island
  FROM marked
)
SELECT min(at) AS since,
  max(CASE WHEN after IS NULL THEN NULL ELSE least(after, at + %(gap)s) END) AS known_until,
  max(at) AS newest,
  bool_or(after IS NULL) AS is_last,
  (array_agg(value ORDER BY by_much DESC, at))[1] AS peak,
  (array_agg(at ORDER BY by_much DESC, at))[1] AS peak_at,
  (array_agg(lower ORDER BY by_much DESC, at))[1] AS lower,
  (array_agg(upper ORDER BY by_much DESC, at))[1] AS upper
FROM numbered WHERE is_beyond GROUP BY island ORDER BY 1
"""


@dataclass(frozen=True)
class Island:
    """Beyond a level from `since` to `until`; None while the newest reading still is.

    `peak` is the reading that was beyond by most, judged by `limits`.
    """

    since: datetime
    until: datetime | None
    newest: datetime
    peak: Decimal
    peak_at: datetime
    limits: Limits

    def lasted(self, now: datetime) -> timedelta:
        return (self.until or max(self.newest, now)) - self.since


def islands(
    channel: Channel, held: Sequence[Segment], level: str, first: datetime, last: datetime
) -> list[Island]:
    """Of the readings from `first` to `last`; `level` is "alert" or "action"."""
    bounds: list[Limits] = [getattr(one, level) for one in held]
    asked: dict[str, Any] = {
        "since": [one.since for one in held], "until": [one.until for one in held],
        "lower": [one.lower for one in bounds], "upper": [one.upper for one in bounds],
        "channel": channel.number, "gap": channel.gap, "first": first, "last": last,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(ISLANDS, asked)
        return [_island(*row) for row in cursor.fetchall()]


def _island(
    since: datetime, known_until: datetime | None, newest: datetime, is_last: bool,
    peak: Decimal, peak_at: datetime, lower: Decimal | None, upper: Decimal | None,
) -> Island:  # fmt: skip
    until = None if is_last else known_until
    return Island(since, until, newest, peak, peak_at, Limits(lower, upper))
