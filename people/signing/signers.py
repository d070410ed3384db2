"""Whom somebody means who signs."""

from __future__ import annotations

from people.models import User
from people.models.badge import user_of_badge


def signer_named(who: str) -> User | None:
    """The active person with this user name, or who holds the badge with this serial."""
    named = User.objects.filter(username__iexact=who.strip(), is_active=True).first()
    return named or user_of_badge(who)
