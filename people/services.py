"""The named service users in whose name the system itself works on accounts."""

from integrity.actors import ServiceActor
from people.permissions import Permission

LOCKOUT = ServiceActor("CGT-LIMS lockout", frozenset({Permission.LOCK_ACCOUNT}))
