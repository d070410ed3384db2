"""Coming in by the page, as people do."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.usersessions.models import UserSession
from django.test import Client
from django.utils import timezone

from integrity.models import AuditEvent
from tests.cast import PASSWORD


def enter(client: Client, username: str, password: str = PASSWORD, **more: Any) -> Any:
    return client.post("/sign-in/", {"login": username, "password": password, **more})


def is_in(client: Client) -> bool:
    return client.get("/").status_code == 200


def aged(client: Client, *, seen: timedelta | None = None, begun: timedelta | None = None) -> None:
    """The session's last work, or its beginning, was so long ago."""
    row = UserSession.objects.filter(session_key=client.session.session_key)
    if seen is not None:
        row.update(last_seen_at=timezone.now() - seen)
    if begun is not None:
        row.update(created_at=timezone.now() - begun)


def verbs(*wanted: str) -> list[str]:
    """What was said at the door, in order; with `wanted`, of these only."""
    door = AuditEvent.objects.filter(verb__regex=r"^(user|account)\.").order_by("seq")
    return [one.verb for one in door if not wanted or one.verb in wanted]


def last(verb: str) -> AuditEvent:
    return AuditEvent.objects.filter(verb=verb).latest("seq")


def app_code(seed: str, steps: int = 0) -> str:
    """What an authenticator app shows for this seed, so many half minutes from now."""
    counters = sorted(yield_hotp_counters_from_time())
    return format_hotp_value(hotp_value(seed, counters[len(counters) // 2] + steps))
