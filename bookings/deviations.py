"""A deviation may be about a booking: overruling what stands against one opens it."""

from __future__ import annotations

from uuid import UUID

from bookings.models import Booking
from bookings.seen import booking_page
from people.permissions import Permission
from quality.subjects import Subject, contribute_subject

BOOKING = Booking._meta.label_lower


@contribute_subject(BOOKING, Permission.RAISE_DEVIATION)
def booking_of_deviation(key: UUID) -> Subject | None:
    """In the room that it books first, where it books any."""
    booking = Booking.objects.filter(pk=key).first()
    if booking is None:
        return None
    slot = booking.slots.filter(room__isnull=False).select_related("room").first()
    room = slot.room.code if slot is not None and slot.room is not None else ""
    return Subject(BOOKING, key, str(booking), booking_page(booking), room=room)
