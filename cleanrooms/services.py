"""The named service user in whose name time itself ends what is clean."""

from integrity.actors import ServiceActor
from people.permissions import Permission

ROOM_TIMES = ServiceActor("CGT-LIMS room times", frozenset({Permission.KEEP_ROOM_TIMES}))
