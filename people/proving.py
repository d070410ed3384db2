"""Somebody proves who they are by a secret, counted and compared once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from integrity.refusals import refuse
from people.lockout import guarded
from people.models import User

FRESH = timedelta(minutes=2)


@dataclass(frozen=True)
class Proved:
    """This person gave the right secret at this moment; made by the functions below only."""

    user_id: UUID
    at: datetime

    def is_of(self, user: User, at: datetime) -> bool:
        """True for the same person, and within two minutes."""
        return self.user_id == user.pk and timedelta() <= at - self.at <= FRESH


def prove_password(user: User, typed: str, at: datetime) -> Proved:
    """Raises Refused (LOCKED, WRONG_PASSWORD); called outside any transaction."""
    return _prove(user, user.check_password, typed, at, "password")


def prove_pin(user: User, typed: str, at: datetime) -> Proved:
    """Raises Refused (LOCKED, WRONG_PIN); called outside any transaction."""
    return _prove(user, user.check_pin, typed, at, "pin")


def _prove(user: User, fits: Callable[[str], bool], typed: str, at: datetime, field: str) -> Proved:
    if not guarded(user, at, lambda: user.is_active and fits(typed)):
        raise refuse(
            f"WRONG_{field.upper()}",
            _("This is not right for %(user)s.") % {"user": user.username},
            clears=_("Enter it again; after several failed attempts the account is locked."),
            field=field,
        )
    return Proved(user.pk, at)
