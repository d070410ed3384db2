"""Channels of the demo with what was taken over of them, and the excursions in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import NamedTuple

from django.utils import timezone

from cgtlims.demo.people import SETUP
from cgtlims.demo.sensors.plan import Sensor, sensors
from cgtlims.demo.sensors.signal import times
from cleanrooms.models import Equipment, EquipmentKind
from monitoring.channels.batch import ReadingBatch, Row
from monitoring.channels.following import follow_channel
from monitoring.channels.gaps import newest_reading
from monitoring.commands.channels import define_channel
from monitoring.commands.excursions import acknowledge_excursion
from monitoring.commands.fittings import fit_instrument
from monitoring.commands.ingest import ingest_readings
from monitoring.commands.limits import Aim, set_level
from monitoring.models import Channel, Excursion, LevelKind, Occupancy, SourceKind
from people.models import User

Span = tuple[datetime, datetime]
IN_A_BATCH = 120_000
SYSTEM = "bms"


class Event(NamedTuple):
    """What went wrong: from when on, for how long, and what was read; None is silence."""

    code: str
    days_ago: int
    clock: str
    minutes: int
    worst: str | None


EVENTS = (
    Event("CR01-A-P05", 1, "09:31", 4, "4130"),
    Event("CR01-A-P5", 1, "09:32", 2, "71"),
    Event("CR11-A-P05", 7, "11:00", 26, None),
    Event("CR11-A-P5", 7, "11:00", 26, None),
    Event("INC-03-CO2", 9, "09:00", 120, "4.2"),
    Event("CR12-T", 20, "13:00", 300, "25.6"),
    Event("CR06-RH", 35, "15:00", 150, "61.5"),
)


def make_channels(users: dict[str, User], founded: datetime, now: datetime) -> None:
    every = list(sensors())
    channels = {one.code: channel_of(one, users["mlindqvist"], founded) for one in every}
    fit_counters(channels, users["nbakker"], founded)
    events = {one: span_of(one, now) for one in EVENTS}
    take_over(every, channels, events, users[SYSTEM], now)
    for event, (begin, end) in sorted(events.items(), key=lambda one: one[1]):
        follow_channel(channels[event.code], begin, end, end + timedelta(minutes=31))
    for found in Excursion.objects.filter(
        source_kind=SourceKind.CHANNEL, raised_at__lt=now - timedelta(days=3)
    ):
        acknowledge_excursion(
            excursion=found, comment="Seen on the board; the service was called",
            by=users["kadler"], at=found.raised_at + timedelta(minutes=25),
        )  # fmt: skip


def fit_counters(channels: dict[str, Channel], by: User, at: datetime) -> None:
    """Each counter gives what is counted in its room: at the place of work, where that is apart."""
    counters = Equipment.objects.filter(kind=EquipmentKind.PARTICLE_COUNTER)
    for counter in counters.select_related("room"):
        for short in ("P05", "P5"):
            code = f"{counter.room.code}-{short}"
            channel = channels.get(f"{counter.room.code}-A-{short}", channels.get(code))
            if channel is not None:
                fit_instrument(
                    channel=channel, instrument=counter, reason="As installed", by=by, at=at
                )


def channel_of(sensor: Sensor, quality: User, at: datetime) -> Channel:
    """With its levels, where it is a device: what the room's air must be does not bind it."""
    channel = define_channel(
        measured=sensor.measured, code=sensor.code, parameter=sensor.parameter,
        details=sensor.details, by=SETUP, at=at,
    )  # fmt: skip
    if sensor.bounds:
        pairs = (sensor.bounds[:2], sensor.bounds[2:])
        for kind, (low, high) in zip((LevelKind.ACTION, LevelKind.ALERT), pairs, strict=True):
            for occupancy in Occupancy:
                set_level(
                    aim=Aim(kind=kind, parameter=sensor.parameter, occupancy=occupancy,
                            where=channel),
                    lower=Decimal(low) if low else None, upper=Decimal(high) if high else None,
                    reason="As qualified", by=quality, at=at,
                )  # fmt: skip
    return channel


def span_of(event: Event, now: datetime) -> Span:
    day = (timezone.localtime(now) - timedelta(days=event.days_ago)).date()
    begin = timezone.make_aware(datetime.combine(day, time.fromisoformat(event.clock)))
    return begin, begin + timedelta(minutes=event.minutes)


def take_over(
    every: list[Sensor], channels: dict[str, Channel], events: dict[Event, Span], by: User,
    now: datetime,
) -> None:  # fmt: skip
    """What the system before had, in a few batches, each channel in one of them."""
    rows: list[Row] = []
    for sensor in every:
        number = channels[sensor.code].number
        rows += list(readings(sensor, number, sensor.read_at(now), events))
        if len(rows) > IN_A_BATCH:
            ingest_readings(batch=ReadingBatch(rows), by=by, at=now)
            rows = []
    if rows:
        ingest_readings(batch=ReadingBatch(rows), by=by, at=now)


def readings(
    sensor: Sensor, number: int, moments: Iterable[datetime], events: dict[Event, Span]
) -> Iterator[Row]:
    """As it was, and what went wrong."""
    wrong = [(one.worst, span) for one, span in events.items() if one.code == sensor.code]
    for at in moments:
        met = next((worst for worst, (begin, end) in wrong if begin <= at < end), "")
        if met is None:
            continue
        yield number, at, Decimal(met) if met else sensor.shape.at(sensor.code, at)


def catch_up(now: datetime) -> None:
    """The demo starts again: what its sensors kept meanwhile comes in before anybody looks."""
    system = User.objects.filter(username=SYSTEM).first()
    channels = {one.code: one for one in Channel.objects.standing()}
    rows: list[Row] = []
    for sensor in sensors():
        channel = channels.get(sensor.code)
        newest = newest_reading(channel, now) if channel else None
        if channel and newest:
            since = times(sensor.interval_s, newest, now)
            rows += list(readings(sensor, channel.number, since, {}))
    if system and rows:
        ingest_readings(batch=ReadingBatch(rows), by=system, at=now)
