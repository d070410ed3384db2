"""Bookings as iCalendar (RFC 5545), for the calendar programs of people."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from icalendar import Calendar
from icalendar import Event as Entry

from bookings.models import Booking, BookingState, Feed
from bookings.seen import booking_page, visible_bookings

BACK, AHEAD = timedelta(days=60), timedelta(days=400)
STATUS = {
    BookingState.REQUESTED: "TENTATIVE",
    BookingState.REFUSED: "CANCELLED",
    BookingState.CANCELLED: "CANCELLED",
    BookingState.NO_SHOW: "CANCELLED",
}


def calendar_of(feed: Feed, at: datetime) -> bytes:
    """Sixty days back and four hundred ahead; what was cancelled says so."""
    calendar = Calendar()
    calendar.add("prodid", "-//CGT-LIMS//Bookings//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", _("Bookings of %(whose)s") % {"whose": feed})
    calendar.add("x-wr-timezone", settings.TIME_ZONE)
    for booking in bookings_of(feed, at):
        calendar.add_component(_entry(booking))
    calendar.add_missing_timezones()
    told: bytes = calendar.to_ical()
    return told


def bookings_of(feed: Feed, at: datetime) -> QuerySet[Booking]:
    """Of a room; else what its owner asked for, is booked for, or the owner's tenant has."""
    rows = visible_bookings(feed.owner).filter(ends_at__gt=at - BACK, begins_at__lt=at + AHEAD)
    if feed.room is not None:
        rows = rows.filter(slots__room=feed.room)
    elif feed.owner.is_of_facility:
        rows = rows.filter(Q(requested_by=feed.owner) | Q(slots__person=feed.owner))
    return rows.distinct().prefetch_related("slots__room", "slots__equipment", "slots__person")


def _entry(booking: Booking) -> Entry:
    zone, entry = ZoneInfo(settings.TIME_ZONE), Entry()
    entry.add("uid", f"{booking.pk}@cgt-lims")
    entry.add("summary", f"{booking} {booking.label}")
    entry.add("dtstart", booking.begins_at.astimezone(zone))
    entry.add("dtend", booking.ends_at.astimezone(zone))
    entry.add("dtstamp", _changed_at(booking))
    entry.add("sequence", booking.version)
    entry.add("status", STATUS.get(booking.present, "CONFIRMED"))
    entry.add("location", ", ".join(slot.code for slot in booking.slots.all()))
    entry.add("url", settings.SITE_URL + booking_page(booking))
    entry.add("description", str(booking.present.label))
    return entry


def _changed_at(booking: Booking) -> datetime:
    """The last moment that is known of it, so that the same booking is the same text."""
    moments = (
        booking.requested_at, booking.approved_at, booking.refused_at, booking.cancelled_at,
        booking.begun_at, booking.ended_at, booking.missed_at,
    )  # fmt: skip
    return max(one for one in moments if one is not None)
