"""Requests for the same time that nobody has decided on."""

from __future__ import annotations

from dataclasses import dataclass

from bookings.models import Booking, BookingState, Slot
from bookings.taken import slots_of
from bookings.wanted import Wanted


@dataclass(frozen=True)
class Rival:
    booking: Booking
    slot: Slot


def rivals_of(wanted: Wanted) -> list[Rival]:
    """Others that ask for the same room, device or person at the same time, first come first."""
    found: dict[object, Rival] = {}
    for resource in wanted.resources:
        asked = Slot.objects.filter(
            slots_of([resource]), held__overlap=wanted.held(resource),
            booking__state=BookingState.REQUESTED,
        )  # fmt: skip
        rows = asked.select_related("booking__client", "booking__requested_by")
        for slot in rows.exclude(booking=wanted.but) if wanted.but else rows:
            if slot.booking is not None:
                found.setdefault(slot.booking_id, Rival(slot.booking, slot))
    return sorted(found.values(), key=lambda one: one.booking.number)
