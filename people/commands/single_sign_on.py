"""Accounts and the facility's own sign-in service: linked by who manages people, and unlinked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from allauth.socialaccount.models import SocialAccount
from django.utils.translation import gettext_lazy as _

from integrity.actors import Actor
from integrity.commands import command, say
from integrity.refusals import Blocker, refuse, refuse_if
from integrity.unique import unique
from people.models import User
from people.origin import Origin
from people.permissions import Permission
from people.sessions import end_sessions
from people.sign_in_service import PROVIDER

SUBJECT = re.compile(r"[!-~]{1,191}")


@command(permission=Permission.KEEP_OWN_ACCOUNT)
def link_single_sign_on(
    *, user: User, provider: str, subject: str, origin: Origin, by: Actor, at: datetime
) -> User:
    """From here on the service's identifier of a person stands for this account, for good."""
    SocialAccount.objects.create(user=user, provider=provider, uid=subject)
    say("user.single_sign_on_linked", about=user, details={"subject": subject, **origin.told()})
    return user


@command(permission=Permission.MANAGE_PEOPLE)
def link_account(*, user: User, subject: str, reason: str, by: Actor, at: datetime) -> User:
    """Whom the service calls by this identifier comes in as this person; never one's own account.

    An account has one identifier and an identifier one account.
    """
    user, subject = user.lock(), subject.strip()
    refuse_if(_link_blockers(user, subject, by))
    taken = refuse(
        "SUBJECT_TAKEN",
        _("Another account is linked to this identifier."),
        clears=_("Unlink that account first, if it is the same person."),
        field="subject",
    )
    with unique(taken):
        SocialAccount.objects.create(user=user, provider=PROVIDER, uid=subject)
    say(
        "user.single_sign_on_linked", about=user, reason=reason,
        details={"subject": subject},
    )  # fmt: skip
    return user


@command(permission=Permission.MANAGE_PEOPLE)
def unlink_account(*, user: User, reason: str, by: Actor, at: datetime) -> User:
    """The service opens this account no more, and every session ends; the password still does."""
    user = user.lock()
    links = SocialAccount.objects.filter(user=user)
    subjects = list(links.values_list("uid", flat=True))
    if not subjects:
        raise refuse("NOT_LINKED", _("This account is not linked."))
    links.delete()
    say(
        "user.single_sign_on_unlinked", about=user, reason=reason,
        details={"subject": ", ".join(subjects), "sessions_ended": end_sessions(user)},
    )  # fmt: skip
    return user


def _link_blockers(user: User, subject: str, by: Actor) -> Iterator[Blocker]:
    if by.id == user.pk:
        yield Blocker(
            "OWN_ACCOUNT",
            _("You cannot link your own account."),
            clears=_("Somebody else who manages people links it."),
        )
    if not user.is_active:
        yield Blocker("CLOSED", _("This account is closed."), clears=_("Open it again first."))
    if SocialAccount.objects.filter(user=user).exists():
        yield Blocker(
            "LINKED_ALREADY", _("This account is linked already."), clears=_("Unlink it first.")
        )
    if not SUBJECT.fullmatch(subject):
        yield Blocker(
            "BAD_SUBJECT",
            _("This is not an identifier of the sign-in service."),
            clears=_("Accepted: 1 to 191 letters, digits and signs without blanks, as the person "
                     "is shown them."),
            field="subject",
        )  # fmt: skip
