"""Deciding on a request for erasure (GDPR Art. 17)."""

from __future__ import annotations

from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount

from integrity.audit.erasure import erase
from integrity.commands import command, say
from integrity.refusals import refuse_if
from people.gates import erasure_blockers
from people.models import User
from people.permissions import Permission
from people.sessions import end_sessions


@command(permission=Permission.ERASE_PERSONAL)
def erase_personal_values(*, user: User, reason: str, by: User, at: datetime) -> User:
    """Erases what no law asks to keep: address, sign-in keys and links, sessions.

    User name, printed name and every deed stay: GMP records name who did what for as long as they
    are kept, at least 30 years for traceability (GDPR Art. 17(3)(b); Directive 2004/23/EC Art. 8).
    """
    user = user.lock()
    refuse_if(erasure_blockers(user, by=by))
    erased = erase(user)
    SocialAccount.objects.filter(user_id=user.pk).delete()
    Authenticator.objects.filter(user_id=user.pk).delete()
    end_sessions(user)
    details = {"columns": sorted(set(erased)), "values": len(erased)}
    say("personal.erased", about=user, details=details)
    return user


@command(permission=Permission.ERASE_PERSONAL)
def decline_erasure(*, user: User, reason: str, by: User, at: datetime) -> User:
    """What was asked for is kept, and why (GDPR Art. 12(4), 17(3))."""
    say("erasure.declined", about=user)
    return user
