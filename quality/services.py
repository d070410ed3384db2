"""The named service users in whose name the system itself works on records of quality."""

from integrity.actors import ServiceActor
from people.permissions import Permission

DEVIATIONS = ServiceActor("CGT-LIMS deviations", frozenset({Permission.FOLLOW_OVERRULING}))
RENDERING = ServiceActor("CGT-LIMS quality rendering", frozenset({Permission.MAKE_RENDITION}))
