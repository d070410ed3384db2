"""Accounts and the facility's own sign-in service."""

from __future__ import annotations

from datetime import datetime

from allauth.socialaccount.models import SocialAccount

from integrity.actors import Actor
from integrity.commands import command, say
from people.models import User
from people.origin import Origin
from people.permissions import Permission


@command(permission=Permission.KEEP_OWN_ACCOUNT)
def link_single_sign_on(
    *, user: User, provider: str, subject: str, origin: Origin, by: Actor, at: datetime
) -> User:
    """From here on the service's identifier of a person stands for this account, for good."""
    SocialAccount.objects.create(user=user, provider=provider, uid=subject)
    say("user.single_sign_on_linked", about=user, details={"subject": subject, **origin.told()})
    return user
