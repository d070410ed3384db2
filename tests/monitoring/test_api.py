"""Counts over the API: with their levels, for the facility's own people alone."""

from __future__ import annotations

import json
import uuid
from typing import Any

import pytest
from django.test import Client

from monitoring.models import Channel, Ingest
from tests import cast
from tests.api import contract
from tests.api.conftest import ask as ask
from tests.monitoring import ground, sensors


def test_a_count_is_told_with_the_levels_it_was_judged_by(ask: Any, people: Any) -> None:
    ground.adopted()
    around = ground.incubated(ground.plan(ground.site(), ground.site(code="CR05-C2")))
    ground.counted(around, 3, 27)
    (found,) = ask("mlindqvist", "environmental-counts/", verdict="ABOVE_ACTION").json()["results"]
    told = ("sample", "plate", "site", "room", "counted", "value", "unit", "action", "alert")
    assert [found[name] for name in told] == [
        "EMR-0001-02", "PL-EMR-0001-02", "CR05-C2", "CR05", 27, "27", "[CFU]/{plate}", "25", None,
    ]  # fmt: skip


def test_a_partner_reads_none_and_an_unknown_filter_is_refused(ask: Any, people: Any) -> None:
    assert ask("pnorth", "environmental-counts/").status_code == 403
    assert ask("mlindqvist", "environmental-counts/", colour="red").status_code == 400


CSV = "channel;at;value;unit\nCR05-T1;2026-05-03T12:00:00+02:00;20.10;Cel\n"
READINGS = "/api/v1/readings/"


@pytest.fixture
def channel(people: Any) -> Channel:
    return sensors.channel(cast.make_room())


@pytest.fixture
def send(people: Any) -> Any:
    """Sends readings as the facility manager; the answer is held against the schema."""
    client = Client()
    client.force_login(people["nbakker"])

    def sent(body: Any, key: str | None = None, query: str = "", **headers: str) -> Any:
        is_csv = isinstance(body, str)
        answer = client.post(
            READINGS + query, body if is_csv else json.dumps(body),
            content_type="text/csv" if is_csv else "application/json",
            headers={"Idempotency-Key": str(uuid.uuid4()) if key is None else key, **headers},
        )  # fmt: skip
        contract.hold(READINGS, answer, "post")
        return answer

    return sent


def reading(**other: Any) -> dict[str, Any]:
    return {
        "channel": "CR05-T1", "at": "2026-05-03T10:00:00Z", "value": "20.10", "unit": "Cel", **other
    }  # fmt: skip


def test_readings_are_added_once_however_often_they_are_sent(channel: Channel, send: Any) -> None:
    """By CSV or JSON: the same key is the same request, another key finds them known."""
    key = str(uuid.uuid4())
    first, again = send(CSV, key), send(CSV, key)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert first.json()["known"] == 0
    other = send({"readings": [reading()]})
    assert (other.json()["count"], other.json()["known"]) == (1, 1)
    assert Ingest.objects.count() == 2
    (row,) = sensors.stored("SELECT value::text FROM monitoring_reading")
    assert row == ("20.10",)
    differs = send({"readings": [reading(value="99")]}, key)
    assert differs.status_code == 409


def test_a_dry_run_adds_nothing(channel: Channel, send: Any) -> None:
    told = send(CSV, query="?dry_run=true").json()
    assert (told["number"], told["count"], told["known"]) == (None, 1, 0)
    assert not Ingest.objects.exists()
    assert send(CSV, query="?dry_run=perhaps").status_code == 422


@pytest.mark.parametrize(
    ("body", "pointer", "code"),
    [
        ({"readings": [reading(), reading(channel="X")]}, "#/1/channel", "UNKNOWN_CHANNEL"),
        ({"readings": [reading(value=20.1)]}, "#/readings/0", "OTHER_SHAPE"),
        ({"readings": [reading(unit="K")]}, "#/0/unit", "OTHER_UNIT"),
        ({"readings": []}, "#/2", "NO_READING"),
        ({}, "#/readings", "NO_READINGS"),
        (CSV.replace("20.10", "20,10"), "#/2/value", "NOT_A_NUMBER"),
        ("channel,at\n", "#/1", "OTHER_COLUMNS"),
    ],
)
def test_a_fault_is_told_with_its_place(
    channel: Channel, send: Any, body: Any, pointer: str, code: str
) -> None:
    answer = send(body)
    assert answer.status_code == 422
    (error,) = answer.json()["errors"]
    assert (error["pointer"], error["code"]) == (pointer, code)
    assert not Ingest.objects.exists()


def test_a_request_needs_its_key_and_a_body_that_is_read(channel: Channel, send: Any) -> None:
    missing = send(CSV, "")
    assert missing.json()["errors"][0]["pointer"] == "#/header/Idempotency-Key"
    assert send(CSV, "12").status_code == 422
    client = Client()
    client.force_login(cast.User.objects.get(username="nbakker"))
    key = {"Idempotency-Key": str(uuid.uuid4())}
    broken = client.post(READINGS, "{", content_type="application/json", headers=key)
    assert broken.status_code == 400
    other = client.post(READINGS, "<a/>", content_type="application/xml", headers=key)
    assert other.status_code == 415


def test_only_who_may_add_readings_adds_them(channel: Channel, people: Any) -> None:
    client = Client()
    client.force_login(people["aowusu"])
    assert client.post(READINGS, CSV, content_type="text/csv").status_code == 403


def test_channels_and_what_came_in_are_told(channel: Channel, send: Any, ask: Any) -> None:
    send(CSV)
    (told,) = ask("mlindqvist", "channels/", room="cr05").json()["results"]
    assert (told["code"], told["unit"], told["gap_s"]) == ("CR05-T1", "Cel", 180)
    (came,) = ask("mlindqvist", "ingests/").json()["results"]
    assert (came["number"], came["sha256"]) == ("ING-00001", Ingest.objects.get().digest)
    assert ask("pnorth", "channels/").status_code == 403
