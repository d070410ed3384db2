"""Channels through their pages: defined, watched, shown, and their readings brought in files."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from cleanrooms.commands.neighbours import Border, join_rooms
from cleanrooms.models import Grade, Passage, Room
from monitoring.channels.following import follow_channel
from monitoring.models import Channel, Excursion, Ingest, LevelKind, Parameter
from quality.models import Deviation
from tests import cast
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


def file(text: str, name: str = "readings.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode(), content_type="text/csv")


def lines(*rows: str) -> str:
    return "\r\n".join(["channel,at,value,unit", *rows, ""])


def ticket_of(page: str) -> str:
    return page.split('name="ticket" value="')[1].split('"')[0]


def test_a_file_is_shown_first_and_added_as_it_was_shown(browse: Any, room: Room) -> None:
    """The file is kept, its digest and that of its readings are told."""
    sensors.channel(room)
    client = browse("nbakker")
    day = (timezone.now() - timedelta(days=1)).date().isoformat()
    told = lines(f"CR05-T1,{day}T10:00:00Z,20.1,Cel", f"CR05-T1,{day}T10:01:00+00:00,20.30,Cel")
    shown = client.post(f"{HERE}readings/new/", {"file": file(told)})
    assert shown.status_code == 200
    assert not Ingest.objects.exists()
    assert sensors.stored("SELECT count(*) FROM monitoring_reading") == [(0,)]
    added = client.post(f"{HERE}readings/add/", form(ticket=ticket_of(shown.text)))
    ingest = Ingest.objects.get()
    assert added.headers["Location"] == f"{HERE}readings/{ingest.number}/"
    assert (ingest.count, ingest.known, ingest.route) == (2, 0, "FILE")
    assert client.get(f"{HERE}readings/1/file/").content == told.encode()
    page = client.get(f"{HERE}readings/1/").text
    assert "What is stored is what came in." in page
    assert ingest.digest in page
    csv = b"".join(client.get(f"{ITEM}CR05-T1/csv/?length=week").streaming_content).decode()
    assert [line.split(",")[2] for line in csv.splitlines()] == ["value", "20.1", "20.30"]


@pytest.mark.parametrize(
    ("row", "line", "said"),
    [
        ("CR05-T9,2026-05-03T10:00:00Z,20.1,Cel", "2", "There is no channel “CR05-T9”."),
        ("CR05-T1,2026-05-03T10:00:00,20.1,Cel", "2", "is no moment with its offset"),
        ("CR05-T1,2026-05-03T10:00:00Z,20.1,[degF]", "2", "is not the unit of CR05-T1"),
        ('CR05-T1,2026-05-03T10:00:00Z,"20,1",Cel', "2", "20,1"),
        ("CR05-T1,2026-05-03T10:00:00Z,,Cel", "2", "Accepted"),
        ("CR05-T1,2026-05-03T10:00:00Z,NaN,Cel", "2", "NaN"),
        ("CR05-T1,2999-05-03T10:00:00Z,20.1,Cel", "", "which is not yet"),
    ],
)
def test_a_bad_row_is_named_and_nothing_is_added(
    browse: Any, room: Room, row: str, line: str, said: str
) -> None:
    sensors.channel(room)
    client = browse("nbakker")
    good = "CR05-T1,2026-05-03T11:00:00Z,20.1,Cel"
    shown = client.post(f"{HERE}readings/new/", {"file": file(lines(row, good))})
    assert shown.status_code == 422
    assert said in shown.text
    assert "Nothing is added." in shown.text
    assert 'name="ticket"' not in shown.text
    if line:
        assert f'<td class="num wide">{line}</td>' in shown.text


def test_what_differs_from_what_is_stored_is_shown_and_refused(browse: Any, room: Room) -> None:
    channel = sensors.channel(room)
    sensors.ingest(sensors.batch(channel, cast.NOW, "20.1", "20.2"), cast.NOW + sensors.DAY)
    at = cast.NOW.isoformat()
    told = lines(f"CR05-T1,{at},25.0,Cel")
    shown = browse("nbakker").post(f"{HERE}readings/new/", {"file": file(told)})
    assert shown.status_code == 422
    assert "is stored as 20.1, not 25.0" in shown.text


def test_the_word_to_add_is_for_who_was_shown_it(browse: Any, room: Room) -> None:
    sensors.channel(room)
    told = lines("CR05-T1,2026-05-03T10:00:00Z,20.1,Cel")
    shown = browse("nbakker").post(f"{HERE}readings/new/", {"file": file(told)})
    ticket = ticket_of(shown.text)
    assert browse("aowusu").post(f"{HERE}readings/add/", form(ticket=ticket)).status_code == 403
    assert browse("nbakker").post(f"{HERE}readings/add/", form(ticket="x")).status_code == 302
    assert not Ingest.objects.exists()


def test_stored_readings_that_are_no_longer_what_came_in_are_told(
    browse: Any, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    channel = sensors.channel(room)
    made = sensors.ingest(sensors.batch(channel, cast.NOW, "20.1"), cast.NOW + sensors.DAY)
    monkeypatch.setattr("monitoring.channels.check.stored_of", lambda _ingest: (0, "0" * 64))
    page = browse("nbakker").get(f"{HERE}readings/{made.number}/").text
    assert "What is stored is not what came in." in page


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
