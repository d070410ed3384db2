"""The people who ask: one of every role and of nothing else, who has done nothing yet."""

from __future__ import annotations

from people.commands.accounts import register_user
from people.commands.memberships import give_role
from people.models import Organisation, OrganisationKind, Role, User
from tests import cast
from tests.access.book import callers
from tests.passwords import PASSWORD

MINE, OTHER = "NORTHLIGHT", "HALDEN"
# Roles that people of a sponsor have; all others are the facility's.
OF_SPONSOR = {"partner"}


def made() -> dict[str, User | None]:
    return {name: user_of(name) for name in callers()}


def user_of(caller: str) -> User | None:
    if caller == "anonymous":
        return None
    user = register_user(
        username=f"as-{caller}", display_name=f"As {caller}", password=PASSWORD, by=cast.SETUP,
        at=cast.FOUNDED,
    )  # fmt: skip
    if caller == "no-role":
        return user
    role = "partner" if caller == "other-sponsor" else caller
    give_role(
        user=user, role=Role.objects.get(code=role), organisation=organisation_of(caller),
        by=cast.SETUP, at=cast.FOUNDED,
    )  # fmt: skip
    return user


def organisation_of(caller: str) -> Organisation:
    if caller == "other-sponsor":
        return Organisation.objects.get(code=OTHER)
    if caller in OF_SPONSOR:
        return Organisation.objects.get(code=MINE)
    return Organisation.objects.get(kind=OrganisationKind.FACILITY)
