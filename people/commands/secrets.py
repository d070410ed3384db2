"""The signing PIN of an account: its owner sets it, who manages people can only take it away."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.utils.translation import gettext_lazy as _

from integrity.actors import Actor
from integrity.commands import command, say
from integrity.refusals import refuse, refuse_if
from people.models import User
from people.permissions import Permission
from people.pins import pin_blockers
from people.proving import Proved


@command(permission=Permission.KEEP_OWN_ACCOUNT)
def set_pin(*, user: User, pin: str, proved: Proved, by: Actor, at: datetime) -> User:
    """Sets one's own signing PIN, after one's password."""
    if by.id != user.pk:
        raise refuse("NOT_OWN_ACCOUNT", _("A PIN is set by the person whose it is."))
    if not proved.is_of(user, at):
        raise refuse("NOT_PROVED", _("Enter your password again."), field="password")
    refuse_if(pin_blockers(pin, user))
    user = user.lock()
    user.pin = make_password(pin)
    user.store()
    say("user.pin_set", about=user)
    return user


@command(permission=Permission.MANAGE_PEOPLE)
def clear_pin(*, user: User, reason: str, by: Actor, at: datetime) -> User:
    """Takes the PIN away, so that its owner sets a new one; nobody sets it for somebody else."""
    user = user.lock()
    if not user.pin:
        raise refuse("NO_PIN", _("This account has no PIN."))
    user.pin = ""
    user.store()
    say("user.pin_cleared", about=user, reason=reason)
    return user
