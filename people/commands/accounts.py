"""Opening accounts: one account a person."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from integrity.actors import Actor
from integrity.commands import command, say
from integrity.refusals import refuse, refuse_if
from integrity.texts import one_line
from integrity.unique import unique
from people.details import user_blockers
from people.models import User
from people.passwords import password_blockers
from people.permissions import Permission


@command(permission=Permission.MANAGE_PEOPLE)
def register_user(
    *, username: str, display_name: str, password: str, by: Actor, at: datetime, email: str = ""
) -> User:
    """Opens an account. A user name is never given twice, also not after the account is closed.

    A first password that another person chose is changed before anything else is done.
    """
    user = _user(username, display_name, email)
    user.must_change_password = isinstance(by, User)
    refuse_if([*user_blockers(user), *password_blockers(password, user)])
    user.set_password(password)
    _save(user)
    say("user.registered", about=user, details={"username": user.username})
    return user


@command(permission=Permission.MANAGE_PEOPLE)
def open_account(
    *, username: str, display_name: str, by: Actor, at: datetime, email: str = ""
) -> User:
    """Opens an account that nobody can sign in to yet.

    Its owner is given a code for the first password, in person, when it is needed.
    """
    user = _user(username, display_name, email)
    user.must_change_password = True
    refuse_if(user_blockers(user))
    user.set_unusable_password()
    _save(user)
    say("user.account_opened", about=user, details={"username": user.username})
    return user


def _user(username: str, display_name: str, email: str) -> User:
    return User(username=username.strip(), display_name=one_line(display_name), email=email.strip())


def _save(user: User) -> None:
    used = refuse(
        "USERNAME_USED",
        _("The user name “%(username)s” was used before.") % {"username": user.username},
        clears=_("Choose one that nobody has had."),
        field="username",
    )
    with unique(used):
        user.save(force_insert=True)
