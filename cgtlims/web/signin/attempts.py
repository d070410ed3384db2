"""Every try to show who one is: counted in PostgreSQL, and said when it fails."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.utils import timezone

from cgtlims.web.signin.origin import origin_of
from people.commands.sign_in import fail_sign_in
from people.models import User
from people.oneself import DOOR
from people.origin import Origin

ELSEWHERE = Origin("", "")


def attempt(
    request: HttpRequest | None, user: User, method: str, check: Callable[[], bool]
) -> bool:
    """Whether the check succeeds; a locked account's check is not even made."""
    at = timezone.now()
    origin = origin_of(request) if request else ELSEWHERE
    if check():
        return True
    fail_sign_in(user=user, method=method, origin=origin, by=DOOR, at=at)
    return False
