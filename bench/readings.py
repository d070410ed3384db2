"""Readings of sensors: taking them in against a bare COPY, and a year of one channel as a chart."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from http import HTTPStatus

import psycopg
from django.db import connection
from django.test import Client
from django.utils import timezone

from bench.figures import Figure, at_least, at_most
from bench.scenes import facility
from bench.timing import median_seconds, ratio
from cgtlims.roles import with_database
from cleanrooms.models import Room
from integrity.actors import Actor
from integrity.commands import command, say
from monitoring.channels.batch import ReadingBatch, Row, line_of
from monitoring.channels.stretch import stretch_of
from monitoring.commands.channels import ChannelDetails, Measured, define_channel
from monitoring.commands.ingest import ingest_readings
from monitoring.models import Channel, Parameter
from people.models import User
from people.permissions import Permission
from tests.databases import admin_url, current
from tests.deeds import TEST

MINUTE, YEAR = timedelta(minutes=1), timedelta(days=365)
LEAST, OF_A_YEAR = 500, 525_000  # points of a chart, readings
ROWS, CHANNELS, ROUNDS = 100_000, 19, 15  # 19 channels of a year are 9,986,400 readings
FILL = """
INSERT INTO monitoring_reading (channel, at, value, ingest)
SELECT channel, at, round((20 + (extract(epoch FROM at)::bigint %% 977) / 500.0)::numeric, 1), 0
FROM unnest(%s::integer[]) AS channel,
  generate_series(%s::timestamptz, %s::timestamptz - interval '1 minute', interval '1 minute') AS at
"""
ROLL_UP = """
INSERT INTO monitoring_by_{part} (channel, at, count, total, least, most)
SELECT channel, date_trunc('{part}', at, 'UTC'), count(*), sum(value), min(value), max(value)
FROM monitoring_reading WHERE ingest = 0 GROUP BY 1, 2
"""


def figures() -> Iterator[Figure]:
    scene = facility()
    room, user = Room.objects.first(), scene.people["nbakker"]
    if room is None:
        raise RuntimeError("The facility has no room.")
    fed = [_channel(room, user, f"BENCH-I{at}") for at in range(5)]
    keyed, heap = (_ingest(fed, user, is_keyed=is_keyed) for is_keyed in (True, False))
    yield at_least("ingest-to-bare-copy", keyed, "times", "0.6")
    yield at_least("ingest-to-heap-copy", heap, "times", "0.4")
    now = timezone.now().replace(second=0, microsecond=0)
    channels = [_channel(room, user, f"BENCH-Y{at}") for at in range(CHANNELS)]
    fill_year(channels=channels, by=TEST, at=now)
    client = Client(SERVER_NAME="localhost")
    client.force_login(user)
    address = f"/monitoring/channels/item/{channels[7].code}/data/"
    ended = now - timedelta(days=19)

    def asked(length: str, until: datetime) -> Callable[[], object]:
        typed = f"{timezone.localtime(until):%Y-%m-%dT%H:%M}"

        def ask() -> object:
            answer = client.get(address, {"length": length, "until": typed})
            if answer.status_code != HTTPStatus.OK or len(answer.json()["columns"][0]) < LEAST:
                raise RuntimeError(f"{address} answered {answer.status_code}.")
            return answer

        return ask

    if stretch_of(channels[7], now - YEAR, now).count < OF_A_YEAR:
        raise RuntimeError(f"Fewer than {OF_A_YEAR} readings are no year.")
    year, day = asked("year", now), asked("day", ended)
    yield at_most("chart-of-a-year", 1000 * median_seconds(year, ROUNDS), "ms", "60")
    yield at_most("chart-of-a-day", 1000 * median_seconds(day, ROUNDS), "ms", "60")


def _ingest(channels: list[Channel], user: User, *, is_keyed: bool) -> float:
    """How fast readings that are parsed come in, with all that belongs to it, to a bare COPY into
    a table of its own with or without the key.
    """
    begun = datetime(2026 if is_keyed else 2024, 1, 5, tzinfo=UTC)

    def rows() -> list[Row]:
        nonlocal begun
        begun += timedelta(days=14)
        each = ROWS // len(channels)
        return [
            (one.number, begun + at * MINUTE, Decimal(200 + at % 37).scaleb(-1))
            for one in channels
            for at in range(each)
        ]

    def bare(parsed: list[Row]) -> None:
        with bare_table.cursor() as cursor, cursor.copy("COPY bench_bare FROM STDIN") as copy:
            copy.write("".join(f"{line_of(*row)}\n" for row in parsed))
        bare_table.commit()

    def ours(parsed: list[Row]) -> None:
        ingest_readings.once(uuid.uuid4(), batch=ReadingBatch(parsed), by=user, at=timezone.now())

    owner = with_database(admin_url(), current())
    with psycopg.connect(owner) as bare_table:
        bare_table.execute("DROP TABLE IF EXISTS bench_bare")
        bare_table.execute("CREATE TABLE bench_bare (channel int, at timestamptz, value numeric)")
        if is_keyed:
            bare_table.execute("ALTER TABLE bench_bare ADD PRIMARY KEY (channel, at)")
        bare_table.commit()
        return ratio(_with(rows, bare), _with(rows, ours), 5)


def _with(rows: Callable[[], list[Row]], work: Callable[[list[Row]], None]) -> Callable[[], object]:
    waiting = [rows() for _round in range(8)]

    def run() -> object:
        work(waiting.pop() if waiting else rows())
        return None

    return run


def _channel(room: Room, user: User, code: str) -> Channel:
    return define_channel(
        measured=Measured(room=room), code=code, parameter=Parameter.TEMPERATURE,
        details=ChannelDetails(name="Measured", interval_s=60, gap_s=180), by=user,
        at=timezone.now(),
    )  # fmt: skip


@command(permission=Permission.MANAGE_PEOPLE)
def fill_year(*, channels: list[Channel], by: Actor, at: datetime) -> list[Channel]:
    """A reading every minute of a year for each, made inside PostgreSQL."""
    with connection.cursor() as cursor:
        day = at - YEAR
        while day <= at + timedelta(days=31):
            cursor.execute("SELECT monitoring_make_partition(%s)", [day.date()])
            day += timedelta(days=28)
        cursor.execute(FILL, [[one.number for one in channels], at - YEAR, at])
        for part in ("hour", "day"):
            cursor.execute(ROLL_UP.format(part=part))
        cursor.execute("ANALYZE monitoring_by_hour")
    say("bench_readings.made", about=channels[0])
    return channels
