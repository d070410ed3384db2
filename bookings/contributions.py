"""What bookings add to uses of rooms, deviations, search, notifications and people's work."""

from __future__ import annotations

from bookings import deviations as deviations
from bookings import findable as findable
from bookings import following as following
from bookings import notices as notices
from bookings import work as work
