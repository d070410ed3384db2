"""The named service users in whose name the system itself works on documents."""

from integrity.actors import ServiceActor
from people.permissions import Permission

CALENDAR = ServiceActor("CGT-LIMS calendar", frozenset({Permission.MAKE_EFFECTIVE}))
PRINTING = ServiceActor(
    "CGT-LIMS printing", frozenset({Permission.SEND_LABEL, Permission.MAKE_RENDITION})
)
