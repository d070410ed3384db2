"""Asking, deciding and looking, through pages and calendar programs."""

from __future__ import annotations

import re
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from bookings.models import Booking, BookingState
from tests.bookings import ground
from tests.bookings.ground import DAY, HOUR, room
from tests.bookings.sent import TYPED, ahead, ask, events, press, text, typed
from tests.cleanrooms import bench
from tests.passwords import PASSWORD


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
