"""Who works in the demo facility, and for whom: all invented."""

from __future__ import annotations

from datetime import datetime

from cgtlims.demo.cast import PEOPLE
from integrity.actors import ServiceActor
from people.commands.accounts import register_user
from people.commands.memberships import give_role
from people.commands.organisations import register_organisation
from people.commands.roles import define_role
from people.models import Organisation, OrganisationKind, Role, User
from people.notifications.defaults import lay_rules
from people.permissions import Permission
from people.roles import ROLES

SETUP = ServiceActor(
    "CGT-LIMS installation", frozenset(one for one in Permission if not one.needs_person)
)


def make_organisations(at: datetime) -> None:
    for code, name, kind in (
        ("SITE", "Demo site", OrganisationKind.FACILITY),
        ("NORTHLIGHT", "Northlight Therapeutics", OrganisationKind.SPONSOR),
        ("HALDEN", "Halden Bio", OrganisationKind.SPONSOR),
        ("ORANGERY", "Orangery Cell Therapies", OrganisationKind.TENANT),
    ):
        register_organisation(code=code, name=name, kind=kind, is_fictitious=True, by=SETUP, at=at)


def make_people(password: str, at: datetime) -> dict[str, User]:
    """Roles and accounts; everybody in the demo has the same password."""
    roles: dict[str, Role] = {
        draft["code"]: define_role(**draft, by=SETUP, at=at) for draft in ROLES
    }
    lay_rules(at)
    organisations = {one.code: one for one in Organisation.objects.all()}
    users = {}
    for person in PEOPLE:
        user = register_user(
            username=person.username, display_name=person.name, password=password, by=SETUP, at=at
        )
        give_role(
            user=user,
            role=roles[person.role],
            organisation=organisations[person.organisation],
            by=SETUP,
            at=at,
        )
        users[person.username] = user
    return users
