"""How the facility's roles differ from those of this release; a release changes none of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from people.models import Role
from people.permissions import Permission
from people.roles import ROLES

SHIPPED = {role["code"]: role for role in ROLES}


@dataclass(frozen=True)
class Difference:
    """`lacks` is what this release's role holds and the facility's does not; `adds` the reverse."""

    role: Role
    shipped: list[Permission]
    lacks: list[Permission]
    adds: list[Permission]


def difference_of(role: Role) -> Difference | None:
    """Nothing for a role of the facility's own, and for one that is as this release has it."""
    if role.code not in SHIPPED:
        return None
    shipped, held = set(SHIPPED[role.code]["permissions"]), _known(role.permissions)
    if shipped == held:
        return None
    return Difference(
        role, _in_order(shipped), _in_order(shipped - held), _in_order(held - shipped)
    )


def differences(roles: Iterable[Role]) -> list[Difference]:
    return [found for role in roles if (found := difference_of(role))]


def held_by_nobody() -> list[Permission]:
    """Permissions that roles give, and no role does: what they allow nobody can do."""
    held = {code for codes in Role.objects.values_list("permissions", flat=True) for code in codes}
    return [one for one in Permission if one.is_given and one not in held]


def _known(codes: Collection[str]) -> set[Permission]:
    return {one for one in Permission if one in codes}


def _in_order(found: Collection[Permission]) -> list[Permission]:
    return [one for one in Permission if one in found]
