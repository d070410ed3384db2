"""When channels said something: the stretches in which a reading stood, and those without one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import connection

from monitoring.models import Channel
from monitoring.occupied import Span

# A reading stands until the next one, at most for the channel's gap.
RUNS = """
WITH times AS (
  SELECT at, coalesce(at - lag(at) OVER (ORDER BY at) <= %(gap)s, false) AS goes_on
  FROM monitoring_reading
  WHERE channel = %(channel)s AND at > %(first)s - %(gap)s AND at <= %(last)s
), numbered AS (
  SELECT at, count(*) FILTER (WHERE NOT goes_on) OVER (ORDER BY at) AS run FROM times
)
SELECT min(at), max(at) + %(gap)s FROM numbered GROUP BY run ORDER BY 1
"""


def covered(channel: Channel, since: datetime, until: datetime) -> list[Span]:
    """In which a reading of the channel stood, within the period and in its order."""
    asked: dict[str, Any] = {
        "channel": channel.number, "gap": channel.gap, "first": since, "last": until,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(RUNS, asked)
        runs = [(max(begun, since), min(ended, until)) for begun, ended in cursor.fetchall()]
    return [(begun, ended) for begun, ended in runs if begun < ended]


def uncovered(channels: Sequence[Channel], since: datetime, until: datetime) -> list[Span]:
    """In which none of the channels had a reading; without a channel all of the period."""
    missing: list[Span] = []
    reached = since
    for begun, ended in sorted(_all(channels, since, until)):
        if begun > reached:
            missing.append((reached, begun))
        reached = max(reached, ended)
    return [*missing, (reached, until)] if reached < until else missing


def _all(channels: Sequence[Channel], since: datetime, until: datetime) -> Iterable[Span]:
    for one in channels:
        yield from covered(one, since, until)
