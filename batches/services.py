"""The named service users in whose name the system itself works on batches."""

from integrity.actors import ServiceActor
from people.permissions import Permission

EXECUTION = ServiceActor("CGT-LIMS execution", frozenset({Permission.FINISH_EXECUTION}))
RENDERING = ServiceActor("CGT-LIMS rendering", frozenset({Permission.MAKE_RENDITION}))
RESULTS = ServiceActor("CGT-LIMS results", frozenset({Permission.FOLLOW_RESULTS}))
