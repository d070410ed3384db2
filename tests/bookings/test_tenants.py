"""What tenants and calendar programs are shown: busy, and their own."""

from __future__ import annotations

import re
import uuid

from django.urls import reverse
from icalendar import Calendar

from bookings.models import Booking, Feed
from tests.bookings import ground
from tests.bookings.ground import DAY, HOUR, room
from tests.bookings.sent import SECRETS, TYPED, ahead, ask, events, press, text, typed


def test_a_tenant_sees_busy_and_nothing_else(tenant, browse):
    client, begin = browse(tenant.username), ahead()
    told = events(client, begin - DAY)
    assert [row[0] for row in told["rows"]] == ["CR05"]
    held = (begin + 4 * HOUR + 15 * HOUR / 60).strftime(TYPED)
    assert told["events"] == [["CR05", begin.strftime(TYPED), held, "BUSY", "", 0, 0, 0]]
    refused = ask(client, begin, title="Ours")
    assert refused.status_code == 409
    assert "CR05 is busy in this time." in text(refused)
    shown = [
        refused, client.get(reverse("bookings")), client.get(reverse("booking-list")),
        client.post(reverse("booking-check"), typed(begin, title="Ours")),
        client.get(reverse("bookings-of-room", args=["CR05"])),
        client.get(reverse("booking-new")),
    ]  # fmt: skip
    for answer in shown:
        assert [one for one in SECRETS if one in answer.content.decode()] == []
    hidden, none = (client.get(reverse("booking", args=[one])) for one in (1, 99))
    assert (hidden.status_code, none.status_code) == (404, 404)
    found, nothing = (text(client.get(f"/search/?q=BKG-{one}")) for one in ("0001", "0099"))
    assert found.replace("0001", "0099") == nothing


def test_a_tenant_asks_for_its_rooms_only(tenant, browse):
    client, begin = browse(tenant.username), ahead()
    other = ask(client, begin + 2 * DAY, rooms="CR06")
    assert other.status_code == 422
    assert ask(client, begin + 2 * DAY).status_code == 302
    own = Booking.objects.get(requested_by=tenant)
    assert own.client.code == "ORANGERY"
    assert events(client, begin + DAY)["events"][0][3:6] == [
        "REQUESTED",
        "Method transfer",
        own.number,
    ]
    named = ask(client, begin + 3 * DAY, lot_number="CART-1")
    assert "There is no lot and no batch CART-1." in text(named)


def test_a_feed_is_read_by_its_secret_until_it_is_withdrawn(people, browse, client):
    ground.planner()
    mine = browse("lvandam")
    begin = ahead()
    booking = ground.approved(room(), begins_at=begin)
    off = ground.requested(room(), begins_at=begin + DAY)
    press(mine, "booking-cancel", off, reason="Not needed")
    made = mine.post(reverse("feeds"), {"command_id": uuid.uuid4()})
    address = re.search(r"/bookings/feed/[0-9a-f]{64}\.ics", made.content.decode())[0]
    answer = client.get(address)
    assert answer["Content-Type"].startswith("text/calendar")
    found = {str(one["uid"]): one for one in Calendar.from_ical(answer.content).walk("VEVENT")}
    kept, dropped = found[f"{booking.pk}@cgt-lims"], found[f"{off.pk}@cgt-lims"]
    assert (kept["status"], dropped["status"]) == ("CONFIRMED", "CANCELLED")
    assert kept.decoded("dtstart") == begin
    assert str(kept["dtstart"].params["TZID"]) == "Europe/Amsterdam"
    assert "Europe/Amsterdam" in [
        str(one["tzid"]) for one in Calendar.from_ical(answer.content).walk("VTIMEZONE")
    ]
    feed = Feed.objects.get()
    assert address.split("/")[-1].removesuffix(".ics") not in feed.digest
    mine.post(reverse("feed-withdraw", args=[feed.pk]), {"command_id": uuid.uuid4()})
    assert client.get(address).status_code == 404


def test_a_tenants_feed_has_its_own_only(tenant, browse, client):
    mine = browse(tenant.username)
    ask(mine, ahead(2), title="Ours")
    made = mine.post(reverse("feeds"), {"command_id": uuid.uuid4()})
    address = re.search(r"/bookings/feed/[0-9a-f]{64}\.ics", made.content.decode())[0]
    body = client.get(address).content.decode()
    assert "Ours" in body
    assert [one for one in SECRETS if one in body and one != "Method"] == []
