"""Bookings, what they hold, when nothing is to be had, and the addresses that tell of them."""

from bookings.models.blackout import Blackout, BlackoutKind
from bookings.models.booking import Booking
from bookings.models.booking_state import AHEAD, TAKING, BookingState
from bookings.models.buffer import Buffer
from bookings.models.feed import Feed
from bookings.models.maintenance_plan import Frequency, MaintenancePlan
from bookings.models.slot import Slot
from cleanrooms.models import Purpose

__all__ = [
    "AHEAD",
    "TAKING",
    "Blackout",
    "BlackoutKind",
    "Booking",
    "BookingState",
    "Buffer",
    "Feed",
    "Frequency",
    "MaintenancePlan",
    "Purpose",
    "Slot",
]
