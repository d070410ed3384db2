"""What the tests of notifications share: an account that is locked, and who was told."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from integrity.outbox.relay import relay
from people.commands.lockout import lock_account
from people.models import Lockout, Notification, User
from people.services import LOCKOUT

MINUTE = timedelta(minutes=1)


def lock(user: User) -> datetime:
    """Locked a moment ago, and told: the relay reads the clock."""
    at = timezone.now()
    Lockout.objects.get_or_create(user=user)
    lock_account(user=user, until=at + 15 * MINUTE, by=LOCKOUT, at=at)
    relay()
    return at


def told(**which: Any) -> list[str]:
    """The user names of who was told, in the order of telling."""
    found = Notification.objects.filter(**which).order_by("told_at", "user__username")
    return [one.user.username for one in found.select_related("user")]
