"""Approving and refusing bookings."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from bookings.gates.deciding import approval_blockers
from bookings.holding import take_slots
from bookings.models import Booking, BookingState
from integrity.commands import command, say
from integrity.refusals import refuse, refuse_if
from integrity.texts import one_line
from materials.numbers import one_at_a_time
from people.models import User
from people.permissions import Permission


@command(permission=Permission.APPROVE_BOOKING)
def approve_booking(*, booking: Booking, by: User, at: datetime) -> Booking:
    """It takes its slot; shared with another lot only as an approved assessment allows it."""
    one_at_a_time("bookings.taking")
    booking = booking.lock()
    refuse_if(approval_blockers(booking, by=by, at=at))
    booking.state, booking.approved_at, booking.approved_by = BookingState.APPROVED, at, by
    booking.awaits_assessment = False
    try:
        with transaction.atomic():
            booking.sharing = take_slots(booking)
    except IntegrityError:
        raise refuse(
            "TAKEN_MEANWHILE", _("Something of it was taken meanwhile."),
            clears=_("Look at what stands there now."),
        ) from None  # fmt: skip
    booking.store()
    told = {"sharing": booking.sharing_id} if booking.sharing_id else {}
    say("booking.approved", about=booking, details=told)
    return booking


@command(permission=Permission.APPROVE_BOOKING)
def refuse_booking(*, booking: Booking, reason: str, by: User, at: datetime) -> Booking:
    """It is not to take place, and why."""
    booking = booking.lock()
    booking.state, booking.reason = BookingState.REFUSED, one_line(reason)[:500]
    booking.refused_at, booking.refused_by = at, by
    booking.store()
    say("booking.refused", about=booking, reason=reason)
    return booking
