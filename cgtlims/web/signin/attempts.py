"""Every try to show who one is: counted in PostgreSQL before it is compared, said when it fails."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.utils import timezone

from cgtlims.web.signin.origin import origin_of
from integrity.refusals import Refused
from people import lockout
from people.commands.sign_in import fail_sign_in
from people.models import User
from people.origin import Origin
from people.services import DOOR

ELSEWHERE = Origin("", "")


def attempt(
    request: HttpRequest | None, user: User, method: str, check: Callable[[], bool]
) -> bool:
    """Whether the check succeeds; a locked account's check is not even made."""
    at = timezone.now()
    try:
        if lockout.guarded(user, at, check):
            return True
    except Refused:
        return False
    origin = origin_of(request) if request else ELSEWHERE
    fail_sign_in(user=user, method=method, origin=origin, by=DOOR, at=at)
    return False
