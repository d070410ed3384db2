"""The named service users in whose name the system itself works on accounts."""

from integrity.actors import ServiceActor
from people.permissions import Permission

LOCKOUT = ServiceActor("CGT-LIMS lockout", frozenset({Permission.LOCK_ACCOUNT}))

# Somebody who has not shown who they are, or nobody: what happens then is nobody's deed.
DOOR = ServiceActor("CGT-LIMS sign-in", frozenset({Permission.KEEP_OWN_ACCOUNT}))
