"""Readings are added all or none, once, and never changed; roll-ups say the same as they."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import ProgrammingError, connection, transaction

from cleanrooms.models import Room
from integrity.models import AuditEvent
from integrity.refusals import Refused
from monitoring.channels.batch import digest_of, line_of
from monitoring.commands.channels import end_channel
from monitoring.models import Channel, Ingest
from tests import cast
from tests.cast import NOW
from tests.materials import stock
from tests.monitoring import sensors
from tests.monitoring.sensors import DAY, MINUTE

AT = datetime(2026, 5, 31, 23, 58, tzinfo=UTC)  # two minutes before a month begins
LATER = AT + DAY
ALL = "SELECT channel, at, value FROM monitoring_reading ORDER BY 1, 2"


@pytest.fixture
def room(people: object) -> Room:
    return cast.make_room()


@pytest.fixture
def channel(room: Room) -> Channel:
    return sensors.channel(room)


def test_one_event_tells_count_and_digest_of_what_is_stored(channel: Channel) -> None:
    before = AuditEvent.objects.count()
    made = sensors.ingest(sensors.batch(channel, AT, "20.1", "20.10", "20.3", "20.2"), LATER)
    assert AuditEvent.objects.count() == before + 1
    stored = sensors.stored(ALL)
    assert [str(value) for *_, value in stored] == ["20.1", "20.10", "20.3", "20.2"]
    assert made.digest == digest_of(line_of(*row) for row in stored)
    told = AuditEvent.objects.latest("seq").details
    assert (told["count"], told["digest"]) == ("4", made.digest)


def test_what_is_sent_again_is_passed_over(channel: Channel) -> None:
    sensors.ingest(sensors.batch(channel, AT, "20.1", "20.2"), LATER)
    again = sensors.ingest(sensors.batch(channel, AT, "20.1", "20.2", "20.3"), LATER)
    assert (again.count, again.known) == (3, 2)
    assert len(sensors.stored(ALL)) == 3


def test_a_reading_is_never_changed_and_nothing_is_half_added(channel: Channel) -> None:
    sensors.ingest(sensors.batch(channel, AT, "20.1", "20.2"), LATER)
    with pytest.raises(Refused, match=r"is stored as 20\.2, not 25\.0"):
        sensors.ingest(sensors.batch(channel, AT + MINUTE, "25.0", "20.3"), LATER)
    assert len(sensors.stored(ALL)) == 2
    assert Ingest.objects.count() == 1


def test_what_cannot_be_is_refused(channel: Channel) -> None:
    with pytest.raises(Refused, match="which is not yet"):
        sensors.ingest(sensors.batch(channel, AT, "20.1"), AT - timedelta(minutes=6))
    end_channel(channel=channel, reason="Replaced", by=stock.user("nbakker"), at=NOW)
    with pytest.raises(Refused, match="was ended"):
        sensors.ingest(sensors.batch(channel, AT, "20.1"), LATER)


@pytest.mark.parametrize(
    "change",
    [
        "INSERT INTO monitoring_reading VALUES (1, now(), 1, 1)",
        "UPDATE monitoring_reading SET value = 0",
        "UPDATE monitoring_reading_202605 SET value = 0",
        "DELETE FROM monitoring_reading",
        "TRUNCATE monitoring_reading",
        "INSERT INTO monitoring_reading_202605 VALUES (1, '2026-05-03', 1, 1)",
    ],
)
def test_nothing_but_a_command_adds_and_nothing_changes(channel: Channel, change: str) -> None:
    sensors.ingest(sensors.batch(channel, AT, "20.1"), LATER)
    refused = pytest.raises(ProgrammingError, match="commands only|permission denied")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lims.command', '', true)")
        cursor.execute(change)


def test_roll_ups_say_the_same_as_the_readings(channel: Channel) -> None:
    sensors.ingest(sensors.batch(channel, AT, "20.1", "19.7", "20.3"), LATER)
    sensors.ingest(sensors.batch(channel, AT - 2 * MINUTE, "21.0", "20.0", "20.1"), LATER)
    for part in ("hour", "day"):
        counted = f"""
          SELECT date_trunc('{part}', at, 'UTC'), count(*), sum(value), min(value), max(value)
          FROM monitoring_reading GROUP BY 1 ORDER BY 1"""
        kept = f"SELECT at, count, total, least, most FROM monitoring_by_{part} ORDER BY 1"
        assert sensors.stored(kept) == sensors.stored(counted)
    assert sensors.stored("SELECT count(*) FROM monitoring_by_minute") == [(0,)]


def test_minutes_are_rolled_up_where_there_is_more_than_one_reading_in_them(room: Room) -> None:
    fast = sensors.channel(room, interval_s=1, gap_s=10)
    sent = sensors.batch(fast, AT, "1", "3", "2", step=timedelta(seconds=1))
    sensors.ingest(sent, LATER)
    found = sensors.stored("SELECT at, count, total, least, most FROM monitoring_by_minute")
    assert found == [(AT, 3, Decimal(6), Decimal(1), Decimal(3))]
