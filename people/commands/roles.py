"""Roles as data: sets of permissions that a facility names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from integrity.actors import Actor
from integrity.commands import command, say
from integrity.refusals import Blocker, refuse, refuse_if
from integrity.texts import one_line, text_blockers
from integrity.unique import unique
from people.gates import outsider_blockers
from people.models import Membership, OrganisationKind, Role
from people.permissions import Permission

CODE = re.compile(r"[A-Za-z0-9_-]{1,40}")


@command(permission=Permission.MANAGE_PEOPLE)
def define_role(
    *, code: str, title: str, permissions: Iterable[str], by: Actor, at: datetime,
    strong_signature: bool = False,
) -> Role:  # fmt: skip
    """Makes a role from permissions that there are, under a code of its own."""
    role = Role(
        code=code.strip(), title=one_line(title), permissions=sorted(set(permissions)),
        strong_signature=strong_signature,
    )  # fmt: skip
    refuse_if(_role_blockers(role))
    used = refuse(
        "CODE_USED",
        _("There is a role %(code)s already.") % {"code": role.code},
        clears=_("Give a code of its own."),
        field="code",
    )
    with unique(used):
        role.save(force_insert=True)
    say("role.defined", about=role, details=_told(role))
    return role


@command(permission=Permission.MANAGE_PEOPLE)
def alter_role(
    *, role: Role, title: str, permissions: Iterable[str], reason: str, by: Actor, at: datetime,
    strong_signature: bool | None = None,
) -> Role:  # fmt: skip
    """Changes what everybody with this role may do, with the reason; never a role of one's own."""
    role = role.lock()
    role.title, role.permissions = one_line(title), sorted(set(permissions))
    if strong_signature is not None:
        role.strong_signature = strong_signature
    refuse_if([*_role_blockers(role), *_holder_blockers(role, by)])
    role.store()
    details = {"title": role.title, **_told(role)}
    say("role.altered", about=role, details=details)
    return role


def _told(role: Role) -> dict[str, Any]:
    return {"permissions": role.permissions, "strong_signature": role.strong_signature}


def _role_blockers(role: Role) -> Iterator[Blocker]:
    if not CODE.fullmatch(role.code):
        yield Blocker(
            "BAD_CODE",
            _("“%(code)s” is not a role's code.") % {"code": role.code},
            clears=_("Accepted: 1 to 40 letters a to z, digits, dashes and underscores."),
            field="code",
        )
    yield from text_blockers(Role, title=role.title)
    given = {permission for permission in Permission if permission.is_given}
    if unknown := sorted(set(role.permissions) - given):
        yield Blocker(
            "UNKNOWN_PERMISSION",
            _("There is no permission %(unknown)s.")
            % {"unknown": ", ".join(f"“{code}”" for code in unknown)},
            clears=_("Accepted: %(codes)s.") % {"codes": ", ".join(sorted(given))},
            field="permissions",
        )


def _holder_blockers(role: Role, by: Actor) -> Iterator[Blocker]:
    """What its holders may not have: more power by one's own hand, or the facility's outside it."""
    held = Membership.objects.filter(role=role)
    if held.filter(user_id=by.id).exists():
        yield Blocker(
            "OWN_ROLE",
            _("You have this role yourself."),
            clears=_("Somebody else who manages people changes it."),
        )
    if held.exclude(organisation__kind=OrganisationKind.FACILITY).exists():
        yield from outsider_blockers(role)
