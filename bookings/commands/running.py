"""Bookings as their time comes: begun, done, or nobody came."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from bookings.gates.deciding import begin_blockers
from bookings.holding import end_early, give_back
from bookings.models import Booking, BookingState
from cleanrooms.models import EquipmentUse, RoomUse
from integrity.actors import Actor
from integrity.commands import command, say
from integrity.refusals import refuse, refuse_if
from people.models import User
from people.permissions import Permission


@command(permission=Permission.USE_ROOM)
def begin_booking(*, booking: Booking, by: User, at: datetime) -> Booking:
    """By hand, for what no use says: a person, a tenant's own work."""
    booking = booking.lock()
    refuse_if(begin_blockers(booking, at=at))
    _begin(booking, by, at)
    say("booking.begun", about=booking)
    return booking


@command(permission=Permission.USE_ROOM)
def end_booking(*, booking: Booking, by: User, at: datetime) -> Booking:
    """It is done; what is left of its time is free, after the changeover."""
    booking = booking.lock()
    _end(booking, by, at)
    say("booking.done", about=booking)
    return booking


@command(permission=Permission.KEEP_BOOKINGS)
def follow_begin(
    *, booking: Booking, use: RoomUse | EquipmentUse, by: Actor, at: datetime
) -> Booking:
    """The room, or the device, is used for it."""
    booking = booking.lock()
    if isinstance(use, RoomUse):
        booking.use, person, moment = use, use.begun_by, use.begun_at
    else:
        booking.device_use, person, moment = use, use.began_by, use.began_at
    if person is None or moment is None:
        raise refuse("NOT_BEGUN", _("The use has not begun."))
    _begin(booking, person, moment)
    say("booking.begun", about=booking, details={"use": str(use.pk)})
    return booking


@command(permission=Permission.KEEP_BOOKINGS)
def follow_end(
    *, booking: Booking, use: RoomUse | EquipmentUse, by: Actor, at: datetime
) -> Booking:
    """The use of the room, or of the device, that it was for is over."""
    booking = booking.lock()
    person, moment = use.ended_by, use.ended_at
    if person is None or moment is None:
        raise refuse("NOT_ENDED", _("The use has not ended."))
    _end(booking, person, moment)
    say("booking.done", about=booking, details={"use": str(use.pk)})
    return booking


@command(permission=Permission.APPROVE_BOOKING)
def report_no_show(*, booking: Booking, by: User, at: datetime) -> Booking:
    """Nobody came; its slot is free."""
    booking = booking.lock()
    _miss(booking, at)
    say("booking.no_show", about=booking)
    return booking


@command(permission=Permission.KEEP_BOOKINGS)
def mark_no_show(*, booking: Booking, by: Actor, at: datetime) -> Booking:
    """Nobody came within the time that the facility waits; its slot is free."""
    booking = booking.lock()
    _miss(booking, at)
    say("booking.no_show", about=booking)
    return booking


def _begin(booking: Booking, person: User, at: datetime) -> None:
    booking.state, booking.begun_at, booking.begun_by = BookingState.BEGUN, at, person
    booking.store()


def _end(booking: Booking, person: User, at: datetime) -> None:
    booking.state, booking.ended_at, booking.ended_by = BookingState.DONE, at, person
    booking.store()
    end_early(booking, at)


def _miss(booking: Booking, at: datetime) -> None:
    if booking.state == BookingState.APPROVED and at < booking.begins_at:
        raise refuse(
            "NOT_ITS_TIME", _("%(booking)s has not begun yet.") % {"booking": booking},
            clears=_("Wait for its begin, or cancel it."),
        )  # fmt: skip
    booking.state, booking.missed_at = BookingState.NO_SHOW, at
    booking.store()
    give_back(booking)
