"""Bookings for the systems of tenants: their own, busy, and a request."""

from __future__ import annotations

import uuid
from typing import Any

from bookings.models import Booking
from tests.bookings import ground
from tests.bookings.ground import DAY, HOUR, room
from tests.bookings.sent import SECRETS, ahead

HERE = "/api/v1/bookings/"


def sent(begin, **more: Any) -> dict[str, Any]:
    return {
        "purpose": "OTHER", "title": "Ours",
        "begins_at": begin.isoformat(), "ends_at": (begin + 2 * HOUR).isoformat(),
        "rooms": ["CR05"], **more,
    }  # fmt: skip


def post(client: Any, body: dict[str, Any], key: str | None = None) -> Any:
    headers = {"Idempotency-Key": str(uuid.uuid4()) if key is None else key}
    return client.post(HERE, body, content_type="application/json", headers=headers)


def test_a_tenant_reads_its_own_only(live_db, tenant, browse):
    client = browse(tenant.username)
    begin = ahead(2)
    made = post(client, sent(begin))
    assert made.status_code == 201, made.content
    told = client.get(HERE).json()["results"]
    assert [one["booking"] for one in told] == [made.json()["booking"]]
    assert told[0]["holds"] == [
        {"kind": "room", "code": "CR05", "setup_minutes": 0, "changeover_minutes": 15}
    ]
    body = client.get(HERE).content.decode()
    assert [one for one in SECRETS if one in body] == []


def test_a_tenant_learns_when_its_rooms_are_busy(tenant, browse):
    client, begin = browse(tenant.username), ahead()
    asked = {"from": (begin - DAY).isoformat(), "until": (begin + 2 * DAY).isoformat()}
    answer = client.get("/api/v1/room-calendar/", asked)
    told = answer.json()
    assert told["rooms"] == ["CR05"]
    assert [(one["state"], one["booking"], one["title"]) for one in told["events"]] == [
        ("BUSY", None, None)
    ]
    assert [one for one in SECRETS if one in answer.content.decode()] == []


def test_a_conflict_tells_a_tenant_nothing(tenant, browse):
    answer = post(browse(tenant.username), sent(ahead()))
    assert answer.status_code == 409
    assert [one["code"] for one in answer.json()["errors"]] == ["BUSY"]
    assert [one for one in SECRETS if one in answer.content.decode()] == []


def test_a_room_of_others_is_as_if_it_were_not_there(tenant, browse):
    client = browse(tenant.username)
    begin = ahead(3)
    hidden, none = (post(client, sent(begin, rooms=[code])) for code in ("CR06", "CR99"))
    assert (hidden.status_code, none.status_code) == (422, 422)
    tell = [one.json()["errors"][0]["detail"] for one in (hidden, none)]
    assert tell[0].replace("CR06", "CR99") == tell[1]
    assert not Booking.objects.filter(requested_by=tenant).exists()


def test_the_same_request_again_is_the_same_booking(people, browse):
    room()
    ground.planner()
    client, body, key = browse("lvandam"), sent(ahead()), str(uuid.uuid4())
    first, again = post(client, body, key), post(client, body, key)
    assert (first.status_code, again.json()) == (201, first.json())
    assert Booking.objects.count() == 1


def test_a_request_without_a_key_is_refused(people, browse):
    room()
    ground.planner()
    answer = post(browse("lvandam"), sent(ahead()), "")
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "#/header/Idempotency-Key"
    assert not Booking.objects.exists()


def test_who_may_not_ask_is_told_so(people, browse):
    room()
    answer = post(browse("shaas"), sent(ahead()))
    assert answer.status_code == 403
