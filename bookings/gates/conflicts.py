"""What is taken already, and by what: told to people of the facility; a tenant hears “busy”."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from bookings.models import Booking, Slot
from bookings.taken import Taken, in_the_way
from bookings.wanted import Wanted
from integrity.moments import in_zone
from integrity.refusals import Blocker, Text
from people.models import User

ASSESSED = _("Choose another time; or QA approves an assessment of both products in this room.")
OTHER_TIME = _("Choose another time, or something else.")


def conflict_blockers(
    wanted: Wanted, *, by: User, unless_assessable: bool = False
) -> Iterator[Blocker]:
    """Rooms, devices and people are had once at a time (Part IV 9.2).

    Two lots are in one room only under an approved assessment, two vectors never.
    """
    found = in_the_way(wanted)
    if not by.is_of_facility:
        busy = {str(one.resource) for one in found if not sees(by, one.slot)}
        for code in sorted(busy):
            yield Blocker(
                "BUSY", _("%(code)s is busy in this time.") % {"code": code}, clears=OTHER_TIME,
                about=code,
            )  # fmt: skip
        found = [one for one in found if sees(by, one.slot)]
    for one in found:
        if not (unless_assessable and one.may_be_assessed):
            yield _told(one)


def sees(user: User, slot: Slot) -> bool:
    """Whose it is may be told: to people of the facility, and of one's own to a tenant."""
    booking = slot.booking
    if user.is_of_facility:
        return True
    return booking is not None and booking.client in user.organisations


def _told(one: Taken) -> Blocker:
    slot = one.slot
    words = {
        "what": one.resource, "from": in_zone(slot.held.lower), "until": in_zone(slot.held.upper),
    }  # fmt: skip
    if slot.booking is None:
        blackout = slot.blackout
        told = {**words, "note": blackout.note if blackout else ""}
        message = _("%(what)s is not to be had from %(from)s until %(until)s: %(note)s.") % told
        return Blocker("BLACKOUT", message, clears=OTHER_TIME, about=f"{one.resource}")
    for reason in one.against:
        if reason.code == "VECTORS_MEET":
            return Blocker(
                "VECTORS_MEET", _with(reason.message, slot.booking), clears=OTHER_TIME,
                about=reason.about,
            )  # fmt: skip
    message = _(
        "%(what)s is booked by %(booking)s from %(from)s until %(until)s, with its buffers."
    ) % {**words, "booking": whose(slot.booking)}
    clears = ASSESSED if one.may_be_assessed else OTHER_TIME
    return Blocker("BOOKED", message, clears=clears, about=str(slot.booking))


def whose(booking: Booking) -> str:
    """Its number, what it is for, and who asked for it."""
    owner = booking.client.name if booking.client else booking.requested_by.display_name
    return f"{booking} {booking.label} ({owner})"


def _with(message: Text, booking: Booking) -> str:
    return f"{message} ({booking})"
