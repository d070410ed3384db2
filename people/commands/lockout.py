"""Locking an account after failed attempts, and opening it again."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from integrity.actors import Actor
from integrity.commands import command, say
from integrity.refusals import refuse
from people.models import Lockout, User
from people.permissions import Permission


@command(permission=Permission.LOCK_ACCOUNT)
def lock_account(*, user: User, until: datetime, by: Actor, at: datetime) -> User:
    """Locks an open account: of many that would, one does and says so (21 CFR 11.300(d))."""
    opened = Lockout.objects.filter(user=user).exclude(locked_until__gt=at)
    if not opened.update(locked_at=at, locked_until=until):
        raise refuse("LOCKED_ALREADY", _("The account is locked already."))
    say("account.locked", about=user, details={"until": until})
    return user


@command(permission=Permission.MANAGE_PEOPLE)
def unlock_account(*, user: User, reason: str, by: Actor, at: datetime) -> User:
    """Opens a locked account before its time, with the reason."""
    locked = Lockout.objects.filter(user=user, locked_until__gt=at)
    if not locked.update(locked_at=None, locked_until=None, tried_at=[]):
        raise refuse("NOT_LOCKED", _("This account is not locked."))
    say("account.unlocked", about=user, reason=reason)
    return user
