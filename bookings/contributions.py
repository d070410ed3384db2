"""What bookings add to uses of rooms and devices, deviations, search, notices and work."""

from __future__ import annotations

from bookings import deviations as deviations
from bookings import devices as devices
from bookings import findable as findable
from bookings import following as following
from bookings import notices as notices
from bookings import work as work
