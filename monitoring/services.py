"""The service user in whose name excursions are opened and followed."""

from integrity.actors import ServiceActor
from people.permissions import Permission

MONITORING = ServiceActor(
    "CGT-LIMS monitoring",
    frozenset({Permission.FOLLOW_MONITORING, Permission.OPEN_INVESTIGATION}),
)
