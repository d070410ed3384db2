"""The service user in whose name bookings follow the time and the use of rooms."""

from integrity.actors import ServiceActor
from people.permissions import Permission

BOOKINGS = ServiceActor("CGT-LIMS bookings", frozenset({Permission.KEEP_BOOKINGS}))
