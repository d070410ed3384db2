"""Channels through their pages: defined, watched, shown, and their readings brought in files."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from cleanrooms.commands.neighbours import Border, join_rooms
from cleanrooms.models import Grade, Passage, Room
from monitoring.channels.following import follow_channel
from monitoring.models import Channel, Excursion, LevelKind, Parameter
from quality.models import Deviation
from tests import cast
from tests.deeds import changed
from tests.monitoring import ground, sensors
from tests.monitoring.sensors import MINUTE
from tests.monitoring.sent import HERE, form

ITEM = f"{HERE}channels/item/"


@pytest.fixture
def room(people: object) -> Room:
    return cast.make_room()


def channel_form(**other: Any) -> dict[str, Any]:
    return form(
        **{
            "code": "CR05-T1", "parameter": "TEMPERATURE", "place": "", "name": "At the return",
            "interval_s": "60", "gap_s": "180", "delay_s": "0", "delay_justification": "", **other,
        }
    )  # fmt: skip


def followed_now(channel: Channel, *values: str, ago: int = 0) -> None:
    """These readings, one a minute, the last so many minutes ago; then what follows of them."""
    at = timezone.now() - ago * MINUTE
    begun = at - (len(values) - 1) * MINUTE
    sent = sensors.batch(channel, begun, *values)
    sensors.ingest(sent, at)
    follow_channel(channel, *sent.span, at)


def test_a_channel_is_defined_changed_and_ended(browse: Any, room: Room) -> None:
    client, new = browse("nbakker"), f"{HERE}channels/new/CR05/"
    refused = client.post(new, channel_form(gap_s="30"))
    assert refused.status_code == 422
    assert "Between two readings 60 s pass" in refused.text
    assert client.post(new, channel_form()).headers["Location"] == f"{ITEM}CR05-T1/"
    twice = client.post(new, channel_form(code="cr05-t1"))
    assert "There is a channel cr05-t1 already." in twice.text
    channel = Channel.objects.get()
    changed = channel_form(gap_s="600", version=channel.version, reason="The server restarts")
    assert client.post(f"{ITEM}CR05-T1/alter/", changed).status_code == 302
    channel.refresh_from_db()
    assert channel.gap_s == 600
    ended = form(version=channel.version, reason="Replaced")
    assert client.post(f"{ITEM}CR05-T1/end/", ended).status_code == 302
    assert "Ended" in client.get(f"{ITEM}CR05-T1/").text
    assert "CR05-T1" not in client.get(f"{HERE}channels/").text


@pytest.mark.urs("ANX1-4.14")
def test_a_pressure_difference_below_that_of_its_border_is_an_excursion(
    browse: Any, room: Room
) -> None:
    """Refused: a channel without its border. Found: 9.5 Pa where the border holds 10 Pa."""
    corridor = cast.make_room("COR1", Grade.D)
    border = join_rooms(
        room=room, other=corridor, border=Border(passage=Passage.DOOR, least_pa=Decimal(10)),
        by=cast.SETUP, at=cast.NOW,
    )  # fmt: skip
    client, new = browse("nbakker"), f"{HERE}channels/new/CR05/"
    typed = {"code": "CR05-DP1", "parameter": "PRESSURE"}
    assert "has its border" in client.post(new, channel_form(**typed)).text
    made = client.post(new, channel_form(**typed, place=f"neighbour:{border.pk}"))
    assert made.status_code == 302
    channel = Channel.objects.get()
    followed_now(channel, "14.2", "10.0", "14.0", ago=4)
    assert not Excursion.objects.exists()
    followed_now(channel, "14.0", "9.5", "14.0")
    found = Excursion.objects.get()
    assert (found.kind, str(found.peak), str(found.limits)) == ("ACTION", "9.5", "≥ 10")
    page = client.get(f"{ITEM}CR05-DP1/").text
    assert "Annex 1 (2022) 4.14" in page
    assert str(found) in page


@pytest.mark.urs("ANX1-4.16")
def test_an_alarm_delay_has_its_justification(browse: Any, room: Room) -> None:
    """Refused: a delay without why. Accepted with it: shorter ones pass, longer ones are found."""
    sensors.bounds(room, LevelKind.ACTION, "18", "24")
    client, new = browse("nbakker"), f"{HERE}channels/new/CR05/"
    refused = client.post(new, channel_form(delay_s="120"))
    assert refused.status_code == 422
    assert "An alarm that is delayed needs a justification" in refused.text
    why = "The door of the pass-through is open for so long"
    assert client.post(new, channel_form(delay_s="120", delay_justification=why)).status_code == 302
    channel = Channel.objects.get()
    assert f"120 s: {why}" in client.get(f"{ITEM}CR05-T1/").text
    followed_now(channel, "20", "24.5", "20", "20", ago=4)
    assert not Excursion.objects.exists()
    followed_now(channel, "24.5", "24.6", "20", "20")
    assert Excursion.objects.get().kind == "ACTION"


@pytest.mark.urs("ANX1-4.30")
@pytest.mark.parametrize(
    ("speed", "flagged"), [("0.35", True), ("0.36", False), ("0.54", False), ("0.55", True)]
)
def test_air_that_is_too_slow_or_too_fast_is_flagged(
    browse: Any, people: object, speed: str, flagged: bool
) -> None:
    zone = ground.grade_a_site().zone
    assert zone is not None
    channel = sensors.channel(
        zone.room, "CR01-V1", parameter=Parameter.VELOCITY, zone=zone, name="At the work surface"
    )
    followed_now(channel, "0.45", speed, "0.45")
    assert [one.kind for one in Excursion.objects.all()] == (["ALERT"] if flagged else [])
    page = browse("nbakker").get(f"{ITEM}CR01-V1/?as=table").text
    assert ("Below alert" in page or "Above alert" in page) is flagged
    assert "Annex 1 (2022) 4.30" in page


def test_what_a_sensor_found_is_investigated_once_somebody_has_seen_it(
    browse: Any, room: Room
) -> None:
    sensors.bounds(room, LevelKind.ACTION, "18", "24")
    followed_now(sensors.channel(room), "20", "24.5", "20")
    found = Excursion.objects.get()
    assert found.deviation is None
    typed = form(version=found.version, comment="Chiller tripped")
    assert browse("nbakker").post(f"{HERE}excursions/1/acknowledge/", typed).status_code == 302
    found.refresh_from_db()
    assert found.deviation == Deviation.objects.get()
    assert found.deviation.raised_by.username == "nbakker"


def test_a_chart_looks_closer_and_loses_no_peak(browse: Any, room: Room) -> None:
    """A year in hours, a day in minutes: the one high reading is in both."""
    channel = sensors.channel(room)
    at = timezone.now()
    sent = sensors.batch(channel, at - 59 * MINUTE, *(["20.0"] * 30 + ["29.9"] + ["20.0"] * 29))
    sensors.ingest(sent, at)
    client = browse("nbakker")
    for length in ("hours", "day", "week", "month", "quarter", "year"):
        told = client.get(f"{ITEM}CR05-T1/data/?length={length}").json()
        assert "29.9" in told["columns"][2], length
        assert len(told["columns"][0]) <= 1200
        assert "29.9" in client.get(f"{ITEM}CR05-T1/?as=table&length={length}").text
    first = told["span"][0]
    peak = int((at - 29 * MINUTE).timestamp())
    closer = client.get(f"{ITEM}CR05-T1/data/?length=day&from={peak - 60}&to={peak + 60}").json()
    assert closer["columns"][2].count("29.9") == 1
    assert closer["span"] == [peak - 60, peak + 60]
    assert first < peak


def test_an_excursion_acknowledged_without_network_has_its_own_time(
    browse: Any, room: Room
) -> None:
    """Refused: before anybody could know of it."""
    sensors.bounds(room, LevelKind.ACTION, "18", "24")
    followed_now(sensors.channel(room), "20", "24.5", "20")
    found, manager = Excursion.objects.get(), browse("nbakker")
    changed(found, raised_at=found.raised_at - timedelta(hours=3))
    page = manager.get(f"{HERE}excursions/1/acknowledge/")
    assert 'data-queue="Acknowledge EXC-0001"' in page.text
    typed = {"version": found.version, "comment": "Chiller tripped"}
    for hours, status in ((4, 409), (2, 302)):
        pressed = timezone.now() - timedelta(hours=hours)
        said = form(**typed, pressed_at=pressed.isoformat())
        assert manager.post(f"{HERE}excursions/1/acknowledge/", said).status_code == status
    found.refresh_from_db()
    assert found.acknowledged_at == pressed
