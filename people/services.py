"""The named service users in whose name the system itself works on accounts."""

from integrity.actors import ServiceActor
from people.permissions import Permission

LOCKOUT = ServiceActor("CGT-LIMS lockout", frozenset({Permission.LOCK_ACCOUNT}))
NOTIFIER = ServiceActor(
    "CGT-LIMS notifications", frozenset({Permission.NOTIFY, Permission.MANAGE_NOTIFICATIONS})
)
ACCESS_REVIEW = ServiceActor("CGT-LIMS access review", frozenset({Permission.FOLLOW_REVIEW}))

# Somebody who has not shown who they are, or nobody: what happens then is nobody's deed.
DOOR = ServiceActor("CGT-LIMS sign-in", frozenset({Permission.WATCH_DOOR}))
