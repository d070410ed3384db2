"""Asking, deciding and looking, through pages and calendar programs."""

from __future__ import annotations

import html
import json
import re
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from bookings.models import Booking, BookingState, Feed, Purpose
from tests.bookings import ground
from tests.bookings.ground import DAY, HOUR, room
from tests.cleanrooms import bench
from tests.passwords import PASSWORD

TYPED = "%Y-%m-%dT%H:%M"


def ahead(days: int = 7):
    """Nine in the morning of the facility, some days from now."""
    local = timezone.localtime(timezone.now()) + timedelta(days=days)
    return local.replace(hour=9, minute=0, second=0, microsecond=0)


def text(answer: Any) -> str:
    return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split()))


def typed(begins_at, hours: int = 4, **more: Any) -> dict[str, Any]:
    end = begins_at + hours * HOUR
    return {
        "command_id": uuid.uuid4(), "purpose": "OTHER", "title": "Method transfer",
        "begins_at": begins_at.strftime(TYPED), "ends_at": end.strftime(TYPED), "rooms": "CR05",
        **more,
    }  # fmt: skip


def ask(client: Client, begins_at, **more: Any) -> Any:
    return client.post(reverse("booking-new"), typed(begins_at, **more))


def press(client: Client, name: str, booking: Booking, **more: Any) -> Any:
    booking.refresh_from_db()
    sent = {"command_id": uuid.uuid4(), "version": booking.version, **more}
    return client.post(reverse(name, args=[booking.number]), sent)


def test_two_people_let_a_booking_be_approved_whose_status_lapses(people, browse):
    ground.planner()
    booking = ground.requested(room(), begins_at=ahead(400))
    client, page = browse("nbakker"), reverse("booking", args=[booking.number])
    assert "Performance qualification of CR05 was due on" in text(client.get(page))
    refused = press(client, "booking-approve", booking)
    assert (refused.status_code, Booking.objects.get().state) == (409, "REQUESTED")
    shown = client.get(page).context["overruling"].initial
    sent = {
        "command_id": str(shown["command_id"]), "shown": shown["shown"], "reason": "Planned so",
        "who": "kadler", "secret": PASSWORD, "second_who": "nbakker", "second_secret": PASSWORD,
    }  # fmt: skip
    assert client.post(reverse("booking-overrule", args=[booking.number]), sent).status_code == 302
    assert press(client, "booking-approve", booking).status_code == 302
    assert Booking.objects.get().state == "APPROVED"


@pytest.mark.urs("ATMP-09.02")
def test_a_second_lot_in_a_room_is_refused_until_its_sharing_is_assessed(people, browse):
    where = ground.contained()
    ground.planner()
    mine, others = ground.two_lots(people)
    client, begin = browse("lvandam"), ahead()
    production = {"purpose": "PRODUCTION", "title": ""}
    assert ask(client, begin, lot_number=mine, **production).status_code == 302
    first = Booking.objects.get()
    assert press(browse("nbakker"), "booking-approve", first).status_code == 302
    refused = ask(client, begin + HOUR, lot_number=others, **production)
    assert refused.status_code == 409
    assert f"CR05 is booked by {first} CART-1 (Lotte van Dam) from" in text(refused)
    assert "QA approves an assessment of both products in this room" in text(refused)
    again = {"lot_number": others, "awaits_assessment": "on", **production}
    assert ask(client, begin + HOUR, **again).status_code == 302
    second = Booking.objects.get(lot_number=others)
    assert "Waits for an assessment" in text(client.get(reverse("booking", args=[second.number])))
    assert press(browse("nbakker"), "booking-approve", second).status_code == 409
    from materials.models import Product

    cart, tcr = Product.objects.get(code="CART"), Product.objects.get(code="TCR")
    bench.shared(where, cart, tcr, people)
    assert press(browse("nbakker"), "booking-approve", second).status_code == 302
    second.refresh_from_db()
    assert (second.state, second.sharing is not None) == (BookingState.APPROVED, True)


def test_a_free_slot_is_taken_with_everything_that_was_typed(people, browse):
    ground.planner()
    begin = ahead()
    ground.approved(room(), begins_at=begin)
    client = browse("lvandam")
    refused = ask(client, begin, title="Media fill MF-040")
    offered = re.findall(r'name="take" value="([^"]+)"', refused.content.decode())
    assert offered[1] == (
        f"{(begin + 4 * HOUR).strftime(TYPED)}|{(begin + 8 * HOUR).strftime(TYPED)}"
    )
    done = ask(client, begin, title="Media fill MF-040", take=offered[1])
    assert done.status_code == 302
    booking = Booking.objects.get(title="Media fill MF-040")
    assert booking.begins_at == begin + 4 * HOUR


def test_what_stands_there_is_shown_while_one_types(people, browse):
    ground.planner()
    begin = ahead()
    first = ground.approved(room(clean_up_minutes=20), begins_at=begin)
    shown = browse("lvandam").post(reverse("booking-check"), typed(begin))
    assert f"CR05 is booked by {first}" in text(shown)
    assert "20 min" in text(shown)
    assert Booking.objects.count() == 1


def test_a_request_that_cannot_be_keeps_what_was_typed(people, browse):
    ground.planner()
    room()
    refused = ask(browse("lvandam"), ahead(-3), title="Too late")
    assert refused.status_code == 422
    assert "This is over: now it is" in text(refused)
    assert 'value="Too late"' in refused.content.decode()
    swapped = ask(browse("lvandam"), ahead(), hours=-2)
    assert "This would end before it begins. Accepted: a later time." in text(swapped)
    nothing = ask(browse("lvandam"), ahead(), rooms=[])
    assert "No room, device or person is chosen." in text(nothing)


def test_who_may_not_approve_is_told_so(people, browse):
    ground.planner()
    booking = ground.requested(room(), begins_at=ahead())
    assert press(browse("kadler"), "booking-approve", booking).status_code == 403
    assert press(browse("nbakker"), "booking-refuse", booking, reason="Closed").status_code == 302
    booking.refresh_from_db()
    assert (booking.state, booking.reason) == (BookingState.REFUSED, "Closed")


def test_a_booking_is_begun_and_done_by_hand(people, browse):
    ground.planner()
    booking = ground.approved(room(), begins_at=timezone.now() + HOUR / 60, at=ground.NOW)
    early = press(browse("jvermaat"), "booking-begin", booking)
    assert early.status_code == 409
    assert f"{booking} is for another time." in text(early)
    Booking.objects.filter(pk=booking.pk)  # nothing was begun
    booking.refresh_from_db()
    assert booking.state == BookingState.APPROVED


def events(client: Client, begin, **more: Any) -> dict[str, Any]:
    asked = {"from": begin.strftime(TYPED), "until": (begin + 7 * DAY).strftime(TYPED), **more}
    return json.loads(client.get(reverse("booking-events"), asked).content)


def test_the_calendar_tells_rows_and_events_in_local_time(people, browse):
    ground.planner()
    begin = ahead()
    booking = ground.approved(room(clean_up_minutes=20), begins_at=begin)
    told = events(browse("jvermaat"), begin - DAY)
    assert ["CR05", "Cleanroom CR05", "Suite 2"] in told["rows"]
    assert told["events"] == [[
        "CR05", begin.strftime(TYPED), (begin + 4 * HOUR).strftime(TYPED), "APPROVED",
        "Method transfer", booking.number, 0, 20,
    ]]  # fmt: skip


def test_the_same_events_are_not_sent_again(people, browse):
    ground.planner()
    client, begin = browse("jvermaat"), ahead()
    ground.requested(room(), begins_at=begin)
    asked = {"from": begin.strftime(TYPED)}
    first = client.get(reverse("booking-events"), asked)
    again = client.get(reverse("booking-events"), asked, headers={"if-none-match": first["ETag"]})
    assert (first.status_code, again.status_code) == (200, 304)


SECRETS = ("BKG-0001", "Lotte", "Secret work", "CART-1", "northlight", "Method")


@pytest.fixture
def tenant(people):
    """A tenant of CR05, where somebody else is on one morning, and in CR06 too."""
    mine, _others = ground.two_lots(people)
    where, other = ground.contained(), ground.contained("CR06")
    begin = ahead()
    given = {"purpose": Purpose.PRODUCTION, "lot_number": mine, "title": "Secret work"}
    ground.approved(where, begins_at=begin, **given)
    ground.approved(other, begins_at=begin, **given)
    ground.requested(where, begins_at=begin + DAY, **given)
    return ground.tenant(people, "CR05")


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


def test_blackouts_are_laid_lifted_and_planned(people, browse):
    room()
    client, begin = browse("nbakker"), ahead()
    sent = {
        "command_id": uuid.uuid4(), "of": "room:CR05", "kind": "REQUALIFICATION",
        "note": "Smoke study", "begins_at": begin.strftime(TYPED),
        "ends_at": (begin + DAY).strftime(TYPED),
    }  # fmt: skip
    assert client.post(reverse("blackout-new"), sent).status_code == 302
    assert "Requalification: Smoke study" in text(client.get(reverse("blackouts")))
    plan = {
        "command_id": uuid.uuid4(), "of": "room:CR05", "note": "Filters", "frequency": "MONTHLY",
        "every": "1", "first_at": "2027-01-31T08:00", "minutes": "60",
    }  # fmt: skip
    refused = client.post(reverse("maintenance-plan-new"), plan)
    assert "Not every month has a day 31. Accepted: a first time on day 1 to 28." in text(refused)
    done = client.post(reverse("maintenance-plan-new"), {**plan, "first_at": "2027-01-28T08:00"})
    assert done.status_code == 302
