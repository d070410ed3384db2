"""The secret in a feed's address: made for one command, kept as a digest only."""

from __future__ import annotations

import hashlib
from uuid import UUID

from django.utils.crypto import salted_hmac

from people.models import User


def secret_for(user: User, command_id: UUID) -> str:
    """The same for a repeat of the same command, so that a double tap shows what was made."""
    made = salted_hmac("bookings.feed", f"{user.pk}:{command_id}", algorithm="sha256")
    return made.hexdigest()


def digest_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
