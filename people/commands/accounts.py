"""Accounts and roles: one account a person, roles as data."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from integrity.actors import Actor
from integrity.commands import command, say
from integrity.refusals import Blocker, Refused, refuse
from people.models import Membership, Organisation, Role, User
from people.permissions import Permission


@command(permission=Permission.MANAGE_PEOPLE)
def define_role(
    *, code: str, title: str, permissions: Iterable[Permission], by: Actor, at: datetime
) -> Role:
    """Makes a role from permissions."""
    codes = sorted(permissions)
    role = Role.objects.create(code=code, title=title, permissions=codes)
    say("role.defined", about=role, details={"permissions": codes})
    return role


@command(permission=Permission.MANAGE_PEOPLE)
def register_user(
    *, username: str, display_name: str, password: str, by: Actor, at: datetime, email: str = ""
) -> User:
    """Opens an account. A user name is never given twice, also not after the account is closed."""
    if User.objects.filter(username__iexact=username).exists():
        raise refuse(
            "USERNAME_USED",
            _("The user name “%(username)s” was used before.") % {"username": username},
            clears=_("Choose one that nobody has had."),
            field="username",
        )
    user = User(username=username, display_name=display_name, email=email)
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise Refused(
            Blocker("WEAK_PASSWORD", message, field="password") for message in error.messages
        ) from error
    user.set_password(password)
    user.save(force_insert=True)
    say("user.registered", about=user, details={"username": username})
    return user


@command(permission=Permission.MANAGE_PEOPLE)
def give_role(
    *, user: User, role: Role, organisation: Organisation, by: Actor, at: datetime
) -> Membership:
    """Gives a user a role in an organisation."""
    membership = Membership.objects.create(user=user, role=role, organisation=organisation)
    say("role.given", about=membership, details={"user": user.display_name, "role": role.title})
    return membership
