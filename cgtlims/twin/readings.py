"""Readings of channels for a twin: their last fortnight again before what is known, and for each
channel that was copied the readings of its original.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import connections

from cgtlims.twin.copying import OWNER
from monitoring.channels.store import ROLL_UP

FORTNIGHT = timedelta(days=14)
NO_INGEST = 0  # they came in by no command
# A copy's id follows from its original's, as Copying has it; channels are not of a time.
READINGS = """
WITH known AS (
  SELECT channel, min(at) AS since, max(at) AS until FROM monitoring_reading GROUP BY 1
)
INSERT INTO monitoring_reading (channel, at, value, ingest)
SELECT coalesce(copied.number, t.number), r.at - k * %(shift)s, r.value, %(ingest)s
FROM monitoring_channel AS t
JOIN known ON known.channel = t.number
CROSS JOIN generate_series(1, %(copies)s) AS c
LEFT JOIN monitoring_channel AS copied
  ON c > 1 AND copied.id = md5(t.id::text || '-0-' || c)::uuid
CROSS JOIN generate_series(0, %(shifts)s) AS k
JOIN monitoring_reading AS r ON r.channel = t.number AND r.at > known.until - %(shift)s
WHERE c > 1 OR r.at - k * %(shift)s < known.since
"""
SPAN = "SELECT min(at), max(at) FROM monitoring_reading"
NUMBERS = "SELECT array_agg(DISTINCT channel) FROM monitoring_reading WHERE ingest = %s"


class CopiedReadings:
    """Of all channels, past the commands."""

    tables: tuple[str, ...] = ("monitoring_reading",)

    def copy(self, days: int, scale: int) -> int:
        """How many readings came to be; they are rolled up too."""
        shifts = max(0, days // FORTNIGHT.days - 1)
        given: dict[str, Any] = {
            "shift": FORTNIGHT, "shifts": shifts, "copies": scale, "ingest": NO_INGEST,
        }  # fmt: skip
        with connections[OWNER].cursor() as cursor:
            cursor.execute(SPAN)
            first, last = cursor.fetchone()
            if first is None:
                return 0
            begun = min(first, last - (shifts + 1) * FORTNIGHT)
            for month in _months(begun, last):
                cursor.execute("SELECT monitoring_make_partition(%s)", [month.date()])
            cursor.execute(READINGS, given)
            count = int(cursor.rowcount)
            cursor.execute(NUMBERS, [NO_INGEST])
            asked = {"numbers": cursor.fetchone()[0] or [], "first": begun, "last": last}
            cursor.execute(ROLL_UP, {**asked, "ingest": NO_INGEST})
        return count


def _months(begun: datetime, last: datetime) -> list[datetime]:
    found = [begun]
    while found[-1] < last:
        found.append(found[-1] + timedelta(days=28))
    return found
