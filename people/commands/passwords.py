"""Passwords: changed by their owner, reset by somebody else who manages people."""

from __future__ import annotations

from datetime import datetime

from integrity.actors import Actor
from integrity.commands import command, say
from integrity.refusals import refuse_if
from people.models import User
from people.origin import Origin
from people.passwords import password_blockers
from people.permissions import Permission


@command(permission=Permission.KEEP_OWN_ACCOUNT)
def change_password(*, user: User, password: str, origin: Origin, by: Actor, at: datetime) -> User:
    """The owner sets another password; every other session of the account ends with it."""
    user = user.lock()
    refuse_if(password_blockers(password, user))
    user.set_password(password)
    user.store()
    say("user.password_changed", about=user, details=origin.told())
    return user
