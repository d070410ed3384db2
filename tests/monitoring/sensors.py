"""Channels with levels, and readings of them, for tests."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import connection

from cleanrooms.models import Room
from monitoring.channels.batch import ReadingBatch
from monitoring.channels.following import follow_channel
from monitoring.commands.channels import ChannelDetails, Measured, define_channel
from monitoring.commands.ingest import ingest_readings
from monitoring.commands.limits import Aim, set_level
from monitoring.models import Channel, Excursion, Ingest, LevelKind, Occupancy, Parameter
from tests.cast import NOW
from tests.materials import stock

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def channel(room: Room, code: str = "CR05-T1", **more: Any) -> Channel:
    """A temperature each minute; three minutes without one are a gap."""
    given = {"name": "Temperature", "interval_s": 60, "gap_s": 180, **more}
    parameter = given.pop("parameter", Parameter.TEMPERATURE)
    places = {key: given.pop(key) for key in ("zone", "neighbour", "equipment") if key in given}
    return define_channel(
        measured=Measured(room=room, **places), code=code, parameter=parameter,
        details=ChannelDetails(**given), by=stock.user("nbakker"), at=NOW - 90 * DAY,
    )  # fmt: skip


def bounds(where: Any, kind: LevelKind, lower: str, upper: str, **more: Any) -> None:
    """At rest and in operation."""
    for occupancy in Occupancy:
        aim = Aim(
            kind=kind, parameter=more.get("parameter", Parameter.TEMPERATURE),
            occupancy=occupancy, where=where,
        )  # fmt: skip
        set_level(
            aim=aim, lower=Decimal(lower) if lower else None,
            upper=Decimal(upper) if upper else None, reason="As validated",
            by=stock.user("mlindqvist"), at=NOW - 80 * DAY,
        )  # fmt: skip


def batch(of: Channel, begun: datetime, *values: str, step: timedelta = MINUTE) -> ReadingBatch:
    """One after the other; an empty one is missing."""
    times = [begun + place * step for place in range(len(values))]
    return ReadingBatch(
        (of.number, at, Decimal(value)) for at, value in zip(times, values, strict=True) if value
    )


def ingest(sent: ReadingBatch, at: datetime) -> Ingest:
    return ingest_readings(batch=sent, by=stock.user("nbakker"), at=at)


def followed(of: Channel, sent: ReadingBatch, at: datetime) -> list[Excursion]:
    """All excursions of the channel after these readings, oldest first."""
    ingest(sent, at)
    first, last = sent.span
    follow_channel(of, first, last, at)
    return list(Excursion.objects.filter(source_id=of.pk).order_by("started_at", "kind"))


def stored(question: str, *values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        return list(cursor.fetchall())
