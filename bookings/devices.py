"""The use of a device and what is booked there: whether it is theirs who begin it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from bookings.following import held_blocker, is_for, slots_at
from bookings.models import Booking, BookingState
from cleanrooms.gates.status import status_blockers
from cleanrooms.models import Equipment, EquipmentUse, Room, RoomUse
from integrity.gates import contribute
from integrity.refusals import Blocker
from people.models import User
from people.models.qualification import day_of


def is_theirs(booking: Booking, device: Equipment, by: User) -> bool:
    """Who asked for the booking or stands in it, or who works where its lot is worked with."""
    if by == booking.requested_by or booking.slots.filter(person=by).exists():
        return True
    uses = RoomUse.objects.running(device.room)
    return bool(booking.lot_number) and any(is_for(booking, use) for use in uses)


def booked_device_blockers(
    subject: Room | Equipment, *, at: datetime, by: User | None = None
) -> Iterator[Blocker]:
    """A device that is booked by another, or blacked out, is used only when two overrule it."""
    if isinstance(subject, Room) or by is None:
        return
    for slot in slots_at(subject, at):
        booking = slot.booking
        if booking and (subject.kind_of.is_shared or is_theirs(booking, subject, by)):
            continue
        yield held_blocker(slot, subject, about=f"{booking or subject.code} {day_of(at)}")


def booking_of(use: EquipmentUse) -> Booking | None:
    """The approved one, of this device and no room, that the use begins."""
    for slot in slots_at(use.equipment, use.began_at):
        booking = slot.booking
        if booking is None or booking.state != BookingState.APPROVED:
            continue
        if booking.slots.filter(room__isnull=False).exists():
            continue  # it begins with the use of its room
        named = use.lot is not None and use.lot.number == booking.lot_number
        if named or is_theirs(booking, use.equipment, use.began_by):
            return booking
    return None


contribute(status_blockers, booked_device_blockers)
