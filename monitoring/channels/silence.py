"""Finding sensors that have been silent for longer than their channel allows."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import connection

from monitoring.channels.following import follow_channel
from monitoring.models import Channel, ExcursionClass, SourceKind

# The newest reading of each channel by its index: one step each, however many there are.
SILENT = """
SELECT channel.number, newest.at FROM monitoring_channel channel
CROSS JOIN LATERAL (
  SELECT at FROM monitoring_reading WHERE channel = channel.number ORDER BY at DESC LIMIT 1
) AS newest
WHERE channel.ended_at IS NULL AND %(at)s - newest.at > make_interval(secs => channel.gap_s)
  AND NOT EXISTS (
    SELECT FROM monitoring_excursion open WHERE open.source_id = channel.id
      AND open.source_kind = %(source)s AND open.kind = %(gap)s AND open.ended_at IS NULL)
"""


def follow_silent(at: datetime) -> None:
    """Opens a gap for each that is silent now and has none open."""
    asked: dict[str, Any] = {
        "at": at,
        "source": SourceKind.CHANNEL.value,
        "gap": ExcursionClass.GAP.value,
    }
    with connection.cursor() as cursor:
        cursor.execute(SILENT, asked)
        silent: dict[int, datetime] = dict(cursor.fetchall())
    rows = Channel.objects.filter(number__in=silent).select_related(
        "room", "zone", "neighbour", "equipment"
    )
    for channel in rows:
        newest = silent[channel.number]
        follow_channel(channel, newest, newest, at)
