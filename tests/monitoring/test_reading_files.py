"""Files with readings: shown first, added as they were shown, or refused with every fault."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from cleanrooms.models import Room
from monitoring.models import Ingest
from tests import cast
from tests.monitoring import sensors
from tests.monitoring.sent import HERE, form

ITEM = f"{HERE}channels/item/"


@pytest.fixture
def room(people: object) -> Room:
    return cast.make_room()


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
