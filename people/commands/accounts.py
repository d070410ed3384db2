"""Accounts and roles: one account a person, roles as data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from integrity.actors import Actor
from integrity.commands import command, say
from integrity.refusals import Blocker, refuse, refuse_if
from integrity.texts import one_line, text_blockers
from integrity.unique import unique
from people.models import Membership, Organisation, Role, User
from people.passwords import password_blockers
from people.permissions import Permission

CODE = re.compile(r"[A-Za-z0-9_-]{1,40}")
USERNAME = re.compile(r"[\w.@+-]{1,60}")


@command(permission=Permission.MANAGE_PEOPLE)
def define_role(
    *, code: str, title: str, permissions: Iterable[str], by: Actor, at: datetime
) -> Role:
    """Makes a role from permissions that there are, under a code of its own."""
    role = Role(code=code.strip(), title=one_line(title), permissions=sorted(set(permissions)))
    refuse_if(_role_blockers(role))
    used = refuse(
        "CODE_USED",
        _("There is a role %(code)s already.") % {"code": role.code},
        clears=_("Give a code of its own."),
        field="code",
    )
    with unique(used):
        role.save(force_insert=True)
    say("role.defined", about=role, details={"permissions": role.permissions})
    return role


@command(permission=Permission.MANAGE_PEOPLE)
def register_user(
    *, username: str, display_name: str, password: str, by: Actor, at: datetime, email: str = ""
) -> User:
    """Opens an account. A user name is never given twice, also not after the account is closed."""
    user = User(username=username.strip(), display_name=one_line(display_name), email=email.strip())
    refuse_if([*_user_blockers(user), *password_blockers(password, user)])
    user.set_password(password)
    used = refuse(
        "USERNAME_USED",
        _("The user name “%(username)s” was used before.") % {"username": user.username},
        clears=_("Choose one that nobody has had."),
        field="username",
    )
    with unique(used):
        user.save(force_insert=True)
    say("user.registered", about=user, details={"username": user.username})
    return user


@command(permission=Permission.MANAGE_PEOPLE)
def give_role(
    *, user: User, role: Role, organisation: Organisation, by: Actor, at: datetime
) -> Membership:
    """Gives a user a role in an organisation, once."""
    membership = Membership(user=user, role=role, organisation=organisation)
    held = refuse(
        "ROLE_HELD",
        _("%(user)s has the role “%(role)s” in %(organisation)s already.")
        % {"user": user, "role": role, "organisation": organisation},
        clears=_("Nothing is left to do."),
        field="role",
    )
    with unique(held):
        membership.save(force_insert=True)
    say("role.given", about=membership, details={"user": user.display_name, "role": role.title})
    return membership


def _role_blockers(role: Role) -> Iterator[Blocker]:
    if not CODE.fullmatch(role.code):
        yield Blocker(
            "BAD_CODE",
            _("“%(code)s” is not a role's code.") % {"code": role.code},
            clears=_("Accepted: 1 to 40 letters a to z, digits, dashes and underscores."),
            field="code",
        )
    yield from text_blockers(Role, title=role.title)
    if unknown := sorted(set(role.permissions) - set(Permission)):
        yield Blocker(
            "UNKNOWN_PERMISSION",
            _("There is no permission %(unknown)s.")
            % {"unknown": ", ".join(f"“{code}”" for code in unknown)},
            clears=_("Accepted: %(codes)s.") % {"codes": ", ".join(sorted(Permission))},
            field="permissions",
        )


def _user_blockers(user: User) -> Iterator[Blocker]:
    if not USERNAME.fullmatch(user.username):
        yield Blocker(
            "BAD_USERNAME",
            _("“%(username)s” is not a user name.") % {"username": user.username},
            clears=_("Accepted: 1 to 60 letters, digits and the signs . @ + - _"),
            field="username",
        )
    yield from text_blockers(User, display_name=user.display_name)
    if user.email and not _is_email(user.email):
        yield Blocker(
            "BAD_EMAIL",
            _("“%(email)s” is not an e-mail address.") % {"email": user.email},
            clears=_("Accepted: an address such as j.doe@example.org, or none."),
            field="email",
        )


def _is_email(text: str) -> bool:
    try:
        User._meta.get_field("email").run_validators(text)
    except ValidationError:
        return False
    return True
