"""Passwords: changed by their owner; reset by a code that who manages people gives."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.utils.translation import gettext_lazy as _

from integrity.actors import Actor
from integrity.commands import command, say
from integrity.refusals import refuse, refuse_if
from people.models import User
from people.origin import Origin
from people.passwords import password_blockers
from people.permissions import Permission

GOOD_FOR = timedelta(hours=24)


@command(permission=Permission.KEEP_OWN_ACCOUNT)
def change_password(*, user: User, password: str, origin: Origin, by: Actor, at: datetime) -> User:
    """The owner sets another password; every other session of the account ends with it."""
    user = user.lock()
    refuse_if(password_blockers(password, user))
    _set(user, password)
    say("user.password_changed", about=user, details=origin.told())
    return user


@command(permission=Permission.MANAGE_PEOPLE)
def give_reset_code(*, user: User, code: str, reason: str, by: Actor, at: datetime) -> User:
    """The password opens nothing any more, every session ends; the code lets its owner set another.

    Of the code only a hash is kept. Nobody gives one to oneself.
    """
    user = user.lock()
    if by.id == user.pk:
        raise refuse(
            "OWN_PASSWORD",
            _("You cannot reset your own password."),
            clears=_("Change it under “Sign-in and safety”, or ask somebody else."),
        )
    if not user.is_active:
        raise refuse("CLOSED", _("This account is closed."), clears=_("Open it again first."))
    user.set_unusable_password()
    user.must_change_password = True
    user.reset_code, user.reset_until = make_password(code), at + GOOD_FOR
    user.store()
    say(
        "user.password_reset", about=user, reason=reason,
        details={"code_until": user.reset_until},
    )  # fmt: skip
    return user


@command(permission=Permission.KEEP_OWN_ACCOUNT)
def use_reset_code(
    *, user: User, code: str, password: str, origin: Origin, by: Actor, at: datetime
) -> User:
    """Whoever was given the code sets the account's password with it, once.

    The attempt was counted before (people.lockout); here the code is compared under the lock.
    """
    user = user.lock()
    if not user.check_reset_code(code, at):
        raise refuse("CODE_USED_UP", _("This code was used, or is too old."), field="code")
    refuse_if(password_blockers(password, user))
    _set(user, password)
    say("user.password_set_by_code", about=user, details=origin.told())
    return user


def _set(user: User, password: str) -> None:
    user.set_password(password)
    user.must_change_password = False
    user.reset_code, user.reset_until = "", None
    user.store()
