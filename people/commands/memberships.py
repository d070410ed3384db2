"""Giving roles to people, for a time or for good, and ending them."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from integrity.actors import Actor
from integrity.commands import command, say
from integrity.refusals import refuse, refuse_if
from integrity.texts import one_line
from integrity.unique import unique
from people.gates import ending_blockers, membership_blockers
from people.models import Membership, Organisation, Role, User
from people.permissions import Permission


@command(permission=Permission.MANAGE_PEOPLE)
def give_role(
    *,
    user: User,
    role: Role,
    organisation: Organisation,
    by: Actor,
    at: datetime,
    valid_from: datetime | None = None,
    valid_until: datetime | None = None,
) -> Membership:
    """Gives a user a role in an organisation, from now or later, until a moment or for good."""
    membership = Membership(
        user=user, role=role, organisation=organisation, valid_from=valid_from or at,
        valid_until=valid_until,
    )  # fmt: skip
    refuse_if(membership_blockers(membership, by=by, at=at))
    held = refuse(
        "ROLE_HELD",
        _("%(user)s has the role “%(role)s” in %(organisation)s already.")
        % {"user": user, "role": role, "organisation": organisation},
        clears=_("Nothing is left to do; or give another period."),
        field="role",
    )
    with unique(held):
        membership.save(force_insert=True)
    say("role.given", about=membership, details={"user": user.display_name, "role": role.title})
    return membership


@command(permission=Permission.MANAGE_PEOPLE)
def end_membership(
    *,
    membership: Membership,
    reason: str,
    by: Actor,
    at: datetime,
    until: datetime | None = None,
) -> Membership:
    """Ends a role now, or at a moment to come, with the reason; the past stays as it was."""
    membership = membership.lock()
    refuse_if(ending_blockers(membership, until=until or at, at=at))
    membership.valid_until = max(until or at, membership.valid_from)
    membership.ended_reason = one_line(reason)
    membership.store()
    say("role.ended", about=membership, reason=membership.ended_reason)
    return membership


@command(permission=Permission.FOLLOW_REVIEW)
def withdraw_membership(
    *, membership: Membership, reason: str, by: Actor, at: datetime
) -> Membership:
    """Ends a role that an access review withdrew; done by the system when that is complete."""
    membership = membership.lock()
    membership.valid_until = max(at, membership.valid_from)
    membership.ended_reason = one_line(reason)
    membership.store()
    say("role.withdrawn", about=membership, reason=membership.ended_reason)
    return membership
