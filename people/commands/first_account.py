"""The beginning of an installation: one facility, the roles, and who manages people."""

from __future__ import annotations

from datetime import datetime

from django.db import connection
from django.utils.translation import gettext_lazy as _

from integrity.actors import Actor
from integrity.commands import command, say
from integrity.refusals import refuse
from people.commands.accounts import register_user
from people.commands.memberships import give_role
from people.commands.organisations import register_organisation
from people.commands.roles import define_role
from people.models import Organisation, OrganisationKind, Role, User
from people.notifications.defaults import lay_rules
from people.permissions import Permission
from people.roles import ROLES

ADMINISTRATOR = "system-administrator"
LOCK = 5_204_714  # one beginning at a time


@command(permission=Permission.MANAGE_PEOPLE)
def begin_installation(
    *, code: str, name: str, username: str, display_name: str, password: str, by: Actor,
    at: datetime,
) -> User:  # fmt: skip
    """Makes the facility, its roles and the first administrator; once, on an empty system."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    if User.objects.exists() or Organisation.objects.exists():
        raise refuse(
            "BEGUN_ALREADY",
            _("This installation has begun already."),
            clears=_("Who manages people opens accounts."),
        )
    facility = register_organisation(
        code=code, name=name, kind=OrganisationKind.FACILITY, by=by, at=at
    )
    for role in ROLES:
        define_role(**role, by=by, at=at)
    lay_rules(at)
    user = register_user(
        username=username, display_name=display_name, password=password, by=by, at=at
    )
    give_role(
        user=user, role=Role.objects.get(code=ADMINISTRATOR), organisation=facility, by=by, at=at
    )
    say("installation.begun", about=user, details={"facility": facility.name})
    return user
