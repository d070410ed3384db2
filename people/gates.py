"""Why something may not be done now: roles, delegations, qualifications."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from integrity.actors import Actor
from integrity.audit.erasure import personal_columns
from integrity.gates import gate
from integrity.refusals import Blocker, Overrule
from people.models import (
    AccessReview,
    Delegation,
    Membership,
    OrganisationKind,
    Qualification,
    QualificationKind,
    Role,
    User,
)  # fmt: skip
from people.permissions import Permission
from people.roles import QP


@gate
def password_not_own_blockers(user: User) -> Iterable[Blocker]:
    """Nobody signs with an account whose password another person knows (21 CFR 11.300)."""
    if user.must_change_password:
        yield Blocker(
            "PASSWORD_NOT_OWN",
            _("The password of this account was set or reset by somebody else."),
            clears=_("Sign in with it, or with the code that you were given, and choose your own."),
        )


@gate
def membership_blockers(membership: Membership, *, by: Actor, at: datetime) -> Iterable[Blocker]:
    """Nobody gives a role to oneself, backwards in time, or the facility's powers to others."""
    if membership.user_id == by.id:
        yield Blocker(
            "OWN_ROLE",
            _("You cannot give a role to yourself."),
            clears=_("Somebody else who manages people gives it."),
        )
    if not membership.user.is_active:
        yield Blocker("CLOSED", _("This account is closed."), clears=_("Open it again first."))
    yield from period_blockers(membership.valid_from, membership.valid_until, at=at)
    if membership.organisation.kind != OrganisationKind.FACILITY:
        yield from outsider_blockers(membership.role)


@gate
def ending_blockers(membership: Membership, *, until: datetime, at: datetime) -> Iterable[Blocker]:
    """A role ends now or later, and before its end so far."""
    if membership.valid_until is not None and membership.valid_until <= max(until, at):
        yield Blocker("ENDED_ALREADY", _("This role has ended, or ends before that."))
    if until < at:
        yield Blocker(
            "IN_THE_PAST",
            _("A role cannot end in the past: what was done with it was done rightly."),
            clears=_("Accepted: now or later."),
            field="until",
        )


@gate
def qualification_blockers(
    user: User, *, kinds: Collection[str], at: datetime
) -> Iterable[Blocker]:
    """Who works holds every qualification that the work asks for, unexpired (EU GMP Annex 1 7)."""
    held = Qualification.objects.valid(at).filter(user=user, kind__code__in=kinds)
    missing = set(kinds) - set(held.values_list("kind__code", flat=True))
    titles = dict(QualificationKind.objects.values_list("code", "title"))
    for code in sorted(missing):
        yield Blocker(
            "NOT_QUALIFIED",
            _("%(user)s lacks the qualification “%(kind)s”, or it has expired.")
            % {"user": user, "kind": titles.get(code, code)},
            clears=_("Qualify, or somebody else does it who is qualified."),
            overrule=Overrule.SUPERVISOR_AND_SECOND_PERSON,
            about=code,
        )


def period_blockers(
    valid_from: datetime, valid_until: datetime | None, *, at: datetime
) -> Iterator[Blocker]:
    """Nothing is allowed backwards in time, and what ends does so after it begins."""
    if valid_from < at:
        yield Blocker(
            "IN_THE_PAST",
            _("This would begin in the past."),
            clears=_("Accepted: now or later."),
            field="valid_from",
        )
    if valid_until is not None and valid_until <= valid_from:
        yield Blocker(
            "ENDS_TOO_EARLY",
            _("This would end before it begins."),
            clears=_("Accepted: a moment after the beginning."),
            field="valid_until",
        )


def outsider_blockers(role: Role) -> Iterator[Blocker]:
    """Outside the facility a role only reads."""
    if inside := [code for code in role.permissions if not Permission(code).is_for_outsiders]:
        yield Blocker(
            "ROLE_OF_FACILITY",
            _("The role “%(role)s” is for people of the facility: %(codes)s.")
            % {"role": role, "codes": ", ".join(inside)},
            clears=_("Accepted in another organisation: a role that only reads."),
            field="role",
        )


@gate
def delegation_blockers(delegation: Delegation, *, at: datetime) -> Iterable[Blocker]:
    """What one holds oneself is delegated to a colleague, for a time; nothing is passed on twice.

    What one holds as Qualified Person only goes to a Qualified Person (Directive 2001/83/EC 48).
    """
    giver, delegate = delegation.giver, delegation.delegate
    if giver == delegate:
        yield Blocker("TO_ONESELF", _("Nobody delegates to oneself."), field="delegate")
    if not (delegate.is_active and delegate.is_of_facility):
        yield Blocker(
            "NOT_A_COLLEAGUE",
            _("%(user)s has no role in the facility.") % {"user": delegate},
            clears=_("Accepted: a person of the facility with an open account."),
            field="delegate",
        )
    held = giver.authority.own(delegation.valid_from)
    lacking = sorted(delegation.scope - held)
    if lacking or not delegation.scope:
        yield Blocker(
            "NOT_HELD",
            _("You do not hold this yourself: %(codes)s.") % {"codes": ", ".join(lacking)}
            if lacking
            else _("Say what is delegated."),
            clears=_("Accepted: a role of your own, or permissions of your roles."),
            field="permissions",
        )
    if _is_of_the_qp(delegation) and not _is_qp(delegate, delegation.valid_from):
        yield Blocker(
            "NOT_A_QP",
            _("%(user)s is no Qualified Person.") % {"user": delegate},
            clears=_("Accepted: a person with the role of the Qualified Person."),
            field="delegate",
        )
    yield from period_blockers(delegation.valid_from, delegation.valid_until, at=at)


@gate
def giving_blockers(delegation: Delegation, *, by: Actor, at: datetime) -> Iterable[Blocker]:
    """Its giver signs a delegation, once, before its end, and while it still will do."""
    if by != delegation.giver:
        yield Blocker("NOT_YOURS", _("Its giver signs it, and nobody else."))
    if delegation.given_at:
        yield Blocker("SIGNED_ALREADY", _("This delegation is signed already."))
    if delegation.revoked_at or delegation.valid_until <= at:
        yield Blocker("ENDED_ALREADY", _("This delegation has ended already."))
        return
    yield from delegation_blockers(delegation, at=min(at, delegation.valid_from))


@gate
def erasure_blockers(user: User, *, by: Actor) -> Iterable[Blocker]:
    """Personal values are erased of a closed account, by somebody else, while any are left."""
    if user.is_active:
        yield Blocker(
            "STILL_OPEN",
            _("This account is open: its address is in use."),
            clears=_("Close the account first."),
        )
    if by.id == user.pk:
        yield Blocker("OWN_ACCOUNT", _("Somebody else decides on your own data."))
    if not (personal_columns(user) or _opens_by_more(user)):
        yield Blocker("NOTHING_TO_ERASE", _("Nothing is left that could be erased."))


@gate
def completion_blockers(review: AccessReview) -> Iterable[Blocker]:
    """A review of access is completed once, when every account in it was judged."""
    if review.completed_at:
        yield Blocker("COMPLETED_ALREADY", _("This review is completed."))
    elif left := review.lines.filter(decision="").count():
        yield Blocker(
            "NOT_ALL_JUDGED",
            ngettext_lazy(
                "%(left)s account is not judged yet.", "%(left)s accounts are not judged yet.", left
            )
            % {"left": left},
            clears=_("Keep or withdraw each; your own account is judged by somebody else."),
        )


def _opens_by_more(user: User) -> bool:
    """True while keys, codes or a link to single sign-on are kept of the person."""
    kept = (SocialAccount, Authenticator)
    return any(model.objects.filter(user_id=user.pk).exists() for model in kept)


def _is_of_the_qp(delegation: Delegation) -> bool:
    """True when it covers what the giver holds by the role of the Qualified Person alone."""
    if delegation.role:
        return delegation.role.code == QP
    held = delegation.giver.authority.memberships(delegation.valid_from)
    others = {code for one in held if one.role.code != QP for code in one.role.permissions}
    return not delegation.scope <= others and any(one.role.code == QP for one in held)


def _is_qp(user: User, at: datetime) -> bool:
    return any(one.role.code == QP for one in user.authority.memberships(at))
