"""Letting somebody act in one's name for a time, and taking it back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from integrity.commands import command, say, sign
from integrity.refusals import refuse, refuse_if
from integrity.signatures.attestation import Attestation
from integrity.signatures.meanings import Meaning
from integrity.texts import one_line
from people.gates import delegation_blockers, giving_blockers
from people.models import Delegation, Role, User
from people.permissions import Permission


@command(permission=Permission.DELEGATE)
def draft_delegation(
    *,
    to: User,
    valid_from: datetime,
    valid_until: datetime,
    reason: str,
    by: User,
    at: datetime,
    role: Role | None = None,
    permissions: Iterable[str] = (),
) -> Delegation:
    """Writes down what a colleague may do in one's name; it counts when it is signed."""
    delegation = Delegation(
        giver=by, delegate=to, role=role, permissions=sorted(set(permissions)) if not role else [],
        valid_from=valid_from, valid_until=valid_until, reason=one_line(reason),
    )  # fmt: skip
    refuse_if(delegation_blockers(delegation, at=at))
    delegation.save(force_insert=True)
    details = {"scope": sorted(delegation.scope), "from": valid_from, "until": valid_until}
    say("delegation.drafted", about=delegation, reason=delegation.reason, details=details)
    return delegation


@command(permission=Permission.DELEGATE, signed_as=Meaning.DELEGATED)
def give_delegation(
    *, delegation: Delegation, by: User, at: datetime, attested: Attestation[User]
) -> Delegation:
    """The giver signs: from now on the colleague acts in the giver's name, as far as it says."""
    delegation = delegation.lock()
    refuse_if(giving_blockers(delegation, by=by, at=at))
    sign(delegation, attested)
    delegation.given_at, delegation.given_by = at, by
    delegation.store()
    details = {"scope": sorted(delegation.scope)}
    say("delegation.given", about=delegation, reason=delegation.reason, details=details)
    return delegation


@command(permission=Permission.DELEGATE)
def revoke_delegation(*, delegation: Delegation, reason: str, by: User, at: datetime) -> Delegation:
    """Its giver takes it back, from now on."""
    if by.pk != delegation.giver_id:
        raise refuse("NOT_YOURS", _("Its giver revokes it, or who manages people."))
    delegation = _revoked(delegation, reason, by, at)
    say("delegation.revoked", about=delegation, reason=delegation.revoked_reason)
    return delegation


@command(permission=Permission.MANAGE_PEOPLE)
def withdraw_delegation(
    *, delegation: Delegation, reason: str, by: User, at: datetime
) -> Delegation:
    """Who manages people ends anybody's delegation, from now on."""
    delegation = _revoked(delegation, reason, by, at)
    say("delegation.withdrawn", about=delegation, reason=delegation.revoked_reason)
    return delegation


def _revoked(delegation: Delegation, reason: str, by: User, at: datetime) -> Delegation:
    delegation = delegation.lock()
    if delegation.revoked_at or delegation.valid_until <= at:
        raise refuse("ENDED_ALREADY", _("This delegation has ended already."))
    delegation.revoked_at, delegation.revoked_by = at, by
    delegation.revoked_reason = one_line(reason)
    delegation.store()
    return delegation
