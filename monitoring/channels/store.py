"""Adding readings to their table and to the roll-ups, inside a command."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import connection

from monitoring.channels.batch import ReadingBatch, digest_of, line_of
from monitoring.models import Ingest

AHEAD = 3  # months
# No temporary table: the app's login may make none.
BATCH = """
WITH batch AS (
  SELECT * FROM unnest(%(channels)s::integer[], %(times)s::timestamptz[], %(values)s::numeric[])
    AS batch (channel, at, value)
)
"""
COPY = "COPY monitoring_reading (channel, at, value, ingest) FROM STDIN"
IS_KNOWN = """
SELECT EXISTS (SELECT FROM monitoring_reading
               WHERE channel = ANY(%s) AND at BETWEEN %s AND %s)
"""
DIFFERENT = (
    BATCH
    + """
SELECT batch.channel, batch.at, known.value, batch.value
FROM batch JOIN monitoring_reading known USING (channel, at)
WHERE known.value <> batch.value ORDER BY 1, 2
"""
)
KNOWN_OF = (
    BATCH
    + """
SELECT batch.channel, count(*)
FROM batch JOIN monitoring_reading known USING (channel, at) GROUP BY 1
"""
)
STORED = """
SELECT channel, at, value FROM monitoring_reading
WHERE ingest = %s AND at BETWEEN %s AND %s ORDER BY channel, at
"""
ADD_NEW = (
    BATCH
    + """
INSERT INTO monitoring_reading (channel, at, value, ingest)
SELECT channel, at, value, %(ingest)s FROM batch ON CONFLICT (channel, at) DO NOTHING
"""
)
# Hours are made of readings and days of those hours: what came in is read once.
ROLL_UP = """
WITH hours AS (
  SELECT channel, date_bin('1 hour', at, 'epoch') AS at,
    count(*) AS count, sum(value) AS total, min(value) AS least, max(value) AS most
  FROM monitoring_reading
  WHERE channel = ANY(%(numbers)s) AND at BETWEEN %(first)s AND %(last)s AND ingest = %(ingest)s
  GROUP BY 1, 2
), into_hours AS (
  INSERT INTO monitoring_by_hour AS known (channel, at, count, total, least, most)
  SELECT * FROM hours ORDER BY 1, 2
  ON CONFLICT (channel, at) DO UPDATE SET
    count = known.count + excluded.count, total = known.total + excluded.total,
    least = least(known.least, excluded.least), most = greatest(known.most, excluded.most)
)
INSERT INTO monitoring_by_day AS known (channel, at, count, total, least, most)
SELECT channel, date_bin('1 day', at, 'epoch'), sum(count), sum(total), min(least), max(most)
FROM hours GROUP BY 1, 2 ORDER BY 1, 2
ON CONFLICT (channel, at) DO UPDATE SET
  count = known.count + excluded.count, total = known.total + excluded.total,
  least = least(known.least, excluded.least), most = greatest(known.most, excluded.most)
"""
ROLL_UP_MINUTES = """
INSERT INTO monitoring_by_minute AS known (channel, at, count, total, least, most)
SELECT channel, date_bin('1 minute', at, 'epoch'), count(*), sum(value), min(value), max(value)
FROM monitoring_reading
WHERE channel = ANY(%(numbers)s) AND at BETWEEN %(first)s AND %(last)s AND ingest = %(ingest)s
GROUP BY 1, 2 ORDER BY 1, 2
ON CONFLICT (channel, at) DO UPDATE SET
  count = known.count + excluded.count, total = known.total + excluded.total,
  least = least(known.least, excluded.least), most = greatest(known.most, excluded.most)
"""


@dataclass(frozen=True)
class Difference:
    """A reading that is stored with another value than the one that came."""

    number: int
    at: datetime
    stored: Decimal
    came: Decimal


def is_known(batch: ReadingBatch) -> bool:
    """Whether any reading of its channels lies within its span: only then two can meet."""
    with connection.cursor() as cursor:
        cursor.execute(IS_KNOWN, [batch.numbers, *batch.span])
        return bool(cursor.fetchone()[0])


def differences(batch: ReadingBatch) -> list[Difference]:
    """Readings of the batch that are stored with another value; nothing is added."""
    with connection.cursor() as cursor:
        cursor.execute(DIFFERENT, _columns(batch))
        return [Difference(*row) for row in cursor.fetchall()]


def known_of(batch: ReadingBatch) -> dict[int, int]:
    """How many readings of each channel are stored already; nothing is added."""
    if not is_known(batch):
        return {}
    with connection.cursor() as cursor:
        cursor.execute(KNOWN_OF, _columns(batch))
        return dict(cursor.fetchall())


def add(batch: ReadingBatch, ingest: int) -> int:
    """Adds what is not stored yet, and gives how many that were; the caller has looked for
    differences.
    """
    with connection.cursor() as cursor:
        for month in batch.months:
            cursor.execute("SELECT monitoring_make_partition(%s)", [month])
        if not is_known(batch):
            end = f"\t{ingest}\n"
            with cursor.copy(COPY) as copy:
                copy.write(end.join(batch.lines) + end)
            return len(batch)
        cursor.execute(ADD_NEW, {**_columns(batch), "ingest": ingest})
        return int(cursor.rowcount)


def stored_of(ingest: Ingest) -> tuple[int, str]:
    """How many readings are stored under its number, and the digest of their lines."""
    with connection.cursor() as cursor:
        cursor.execute(STORED, [ingest.number, ingest.first_at, ingest.last_at])
        rows = cursor.fetchall()
    return len(rows), digest_of(line_of(*row) for row in rows)


def roll_up(batch: ReadingBatch, ingest: int, by_minute: list[int]) -> None:
    """Takes what this ingest added into the hours and days of its channels, and into the minutes
    of those in `by_minute`, which give more than one reading a minute.
    """
    first, last = batch.span
    asked: dict[str, Any] = {
        "numbers": batch.numbers,
        "first": first,
        "last": last,
        "ingest": ingest,
    }
    with connection.cursor() as cursor:
        cursor.execute(ROLL_UP, asked)
        if by_minute:
            cursor.execute(ROLL_UP_MINUTES, {**asked, "numbers": by_minute})


def make_partitions_ahead(at: datetime) -> None:
    """For this month and the two after it, so that no ingest has to."""
    day = at.astimezone(UTC).date().replace(day=1)
    with connection.cursor() as cursor:
        for _month in range(AHEAD):
            cursor.execute("SELECT monitoring_make_partition(%s)", [day])
            day = (day + timedelta(days=32)).replace(day=1)


def _columns(batch: ReadingBatch) -> dict[str, Any]:
    channels, times, values = zip(*batch.rows, strict=True)
    return {"channels": list(channels), "times": list(times), "values": list(values)}
