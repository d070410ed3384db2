"""Second factors that a person lost, taken away by who manages people."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.utils.translation import gettext_lazy as _

from integrity.actors import Actor
from integrity.commands import command, say
from integrity.refusals import Blocker, refuse_if
from people.factors import CODES, factors_of, told
from people.models import User
from people.permissions import Permission
from people.sessions import end_sessions


@command(permission=Permission.MANAGE_PEOPLE)
def take_factors(
    *, user: User, factors: Collection[int], reason: str, by: Actor, at: datetime
) -> User:
    """What a person lost opens the account no more, and every session ends; never the own ones.

    Recovery codes stand in for another factor, so they go with the last one.
    """
    user = user.lock()
    held = list(factors_of(user).select_for_update(no_key=True))
    taken = [one for one in held if one.pk in set(factors)]
    refuse_if(_blockers(user, set(factors), taken, by))
    left = [one for one in held if one not in taken]
    if all(one.type == CODES for one in left):
        taken = [*taken, *left]
    Authenticator.objects.filter(pk__in=[one.pk for one in taken]).delete()
    say(
        "account.factor_removed", about=user, reason=reason,
        details={"factors": [told(one) for one in taken], "sessions_ended": end_sessions(user)},
    )  # fmt: skip
    return user


def _blockers(
    user: User, asked: Collection[int], found: Collection[Authenticator], by: Actor
) -> Iterator[Blocker]:
    if by.id == user.pk:
        yield Blocker(
            "OWN_FACTOR",
            _("You cannot take away your own second factor here."),
            clears=_("Remove it under “Sign-in and safety”, or ask somebody else."),
        )
    if not user.is_active:
        yield Blocker("CLOSED", _("This account is closed."), clears=_("Open it again first."))
    if not asked:
        yield Blocker("NOTHING_CHOSEN", _("Nothing is chosen."), field="factors")
    if len(found) < len(asked):
        yield Blocker(
            "FACTOR_GONE",
            _("One of these is not there any more."),
            clears=_("Look at what is there now."),
            field="factors",
        )
