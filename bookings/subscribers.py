"""A booking begins and is done with the use of a room that it was for."""

from __future__ import annotations

from contextlib import suppress

from django.utils import timezone

from bookings.commands.running import follow_begin, follow_end
from bookings.following import is_for, slots_at
from bookings.models import Booking, BookingState
from bookings.services import BOOKINGS
from cleanrooms.models import RoomUse
from integrity.models import AuditEvent
from integrity.outbox import subscribe
from integrity.refusals import Refused


@subscribe("room_use.begun")
def use_begun(event: AuditEvent) -> None:
    """The booking of the room for this lot or this work is begun too."""
    use = RoomUse.objects.select_related("room", "begun_by").get(pk=event.subject_id)
    if use.begun_at is None:
        return
    for slot in slots_at(use.room, use.begun_at):
        booking = slot.booking
        if booking and booking.state == BookingState.APPROVED and is_for(booking, use):
            with suppress(Refused):  # somebody was first
                follow_begin(booking=booking, use=use, by=BOOKINGS, at=timezone.now())
            return


@subscribe("room_use.ended")
def use_ended(event: AuditEvent) -> None:
    """The booking that was begun with it is done."""
    booking = Booking.objects.filter(use__id=event.subject_id, state=BookingState.BEGUN).first()
    if booking is not None and booking.use is not None:
        with suppress(Refused):
            follow_end(booking=booking, use=booking.use, by=BOOKINGS, at=timezone.now())
