"""A booking begins and is done with the use of a room, or of a device, that it was for."""

from __future__ import annotations

from contextlib import suppress

from django.utils import timezone

from bookings.commands.running import follow_begin, follow_end
from bookings.devices import booking_of
from bookings.following import is_for, slots_at
from bookings.models import Booking, BookingState
from bookings.services import BOOKINGS
from cleanrooms.models import EquipmentUse, RoomUse
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


@subscribe("equipment.use_begun")
def device_use_begun(event: AuditEvent) -> None:
    """The booking of the device, of who uses it or of its lot, is begun too."""
    uses = EquipmentUse.objects.select_related("equipment__room", "lot", "began_by")
    use = uses.get(pk=event.subject_id)
    booking = booking_of(use)
    if booking is not None:
        with suppress(Refused):  # somebody was first
            follow_begin(booking=booking, use=use, by=BOOKINGS, at=timezone.now())


@subscribe("equipment.use_ended")
def device_use_ended(event: AuditEvent) -> None:
    """The booking that was begun with it is done."""
    begun = Booking.objects.filter(device_use__id=event.subject_id, state=BookingState.BEGUN)
    booking = begun.select_related("device_use__ended_by").first()
    if booking is not None and booking.device_use is not None:
        with suppress(Refused):
            follow_end(booking=booking, use=booking.device_use, by=BOOKINGS, at=timezone.now())
