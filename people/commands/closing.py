"""What becomes of an account: its details change, it is closed, it is opened again."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from integrity.actors import Actor
from integrity.commands import command, say
from integrity.refusals import refuse, refuse_if
from integrity.texts import one_line
from people.details import user_blockers
from people.models import User
from people.permissions import Permission


@command(permission=Permission.MANAGE_PEOPLE)
def change_details(
    *, user: User, display_name: str, email: str, reason: str, by: Actor, at: datetime
) -> User:
    """Another name or address of the same person, with the reason; the user name never changes."""
    user = user.lock()
    user.display_name, user.email = one_line(display_name), email.strip()
    refuse_if(user_blockers(user))
    user.store()
    say("user.changed", about=user, reason=reason)
    return user


@command(permission=Permission.MANAGE_PEOPLE)
def close_account(*, user: User, reason: str, by: Actor, at: datetime) -> User:
    """Nobody signs in or signs with it any more; its name and its record stay for ever."""
    user = user.lock()
    if not user.is_active:
        raise refuse("CLOSED_ALREADY", _("This account is closed already."))
    if by.id == user.pk:
        raise refuse("OWN_ACCOUNT", _("You cannot close your own account."))
    user.is_active, user.pin = False, ""
    user.store()
    say("user.closed", about=user, reason=reason)
    return user


@command(permission=Permission.MANAGE_PEOPLE)
def reopen_account(*, user: User, reason: str, by: Actor, at: datetime) -> User:
    """The same person comes back, to the roles that have not ended; a new PIN is set then."""
    user = user.lock()
    if user.is_active:
        raise refuse("OPEN_ALREADY", _("This account is open."))
    user.is_active = True
    user.store()
    say("user.reopened", about=user, reason=reason)
    return user
