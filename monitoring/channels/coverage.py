"""When channels said something: the stretches in which a reading stood, and those without one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from monitoring.models import Channel
from monitoring.occupied import Span

# A reading stands until the next one, at most for the channel's gap.
RUNS = """
SELECT asked.period, runs.begun, runs.ended
FROM unnest(
  %(period)s::integer[], %(channel)s::integer[], %(gap)s::interval[],
  %(first)s::timestamptz[], %(last)s::timestamptz[]
) AS asked (period, channel, gap, first, last)
CROSS JOIN LATERAL (
  SELECT min(at) AS begun, max(at) + asked.gap AS ended
  FROM (
    SELECT at, count(*) FILTER (WHERE NOT goes_on) OVER (ORDER BY at) AS run
    FROM (
      SELECT at, coalesce(at - lag(at) OVER (ORDER BY at) <= asked.gap, false) AS goes_on
      FROM monitoring_reading
      WHERE channel = asked.channel AND at > asked.first - asked.gap AND at <= asked.last
    ) AS times
  ) AS numbered
  GROUP BY run
) AS runs
ORDER BY 1, 2
"""


@dataclass(frozen=True)
class Period:
    """Channels that count for one another, and from when until when they are asked."""

    channels: Sequence[Channel]
    since: datetime
    until: datetime


def uncovered(periods: Sequence[Period]) -> list[list[Span]]:
    """Of each period the stretches in which none of its channels had a reading, all by one query;
    without a channel all of the period.
    """
    runs = _runs(periods)
    return [_between(one, runs[n]) for n, one in enumerate(periods)]


def _between(period: Period, runs: Sequence[Span]) -> list[Span]:
    missing: list[Span] = []
    reached = period.since
    for begun, ended in runs:
        if begun > reached:
            missing.append((reached, min(begun, period.until)))
        reached = max(reached, ended)
    return [*missing, (reached, period.until)] if reached < period.until else missing


def _runs(periods: Sequence[Period]) -> dict[int, list[Span]]:
    asked = [(n, one, channel) for n, one in enumerate(periods) for channel in one.channels]
    found: dict[int, list[Span]] = defaultdict(list)
    if asked:
        values: dict[str, Any] = {
            "period": [n for n, _one, _channel in asked],
            "channel": [channel.number for _n, _one, channel in asked],
            "gap": [channel.gap for _n, _one, channel in asked],
            "first": [one.since for _n, one, _channel in asked],
            "last": [one.until for _n, one, _channel in asked],
        }
        with connection.cursor() as cursor:
            cursor.execute(RUNS, values)
            for n, begun, ended in cursor.fetchall():
                found[n].append((begun, ended))
    return found
