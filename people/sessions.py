"""Sessions that end because of what was decided about their person's account."""

from __future__ import annotations

from allauth.usersessions.models import UserSession

from people.models import User


def end_sessions(user: User) -> int:
    """Wherever the person is signed in, the next request is nobody's; returns how many there were.

    Called inside the command that decided it, which says so.
    """
    found = list(UserSession.objects.filter(user_id=user.pk))
    for session in found:
        session.end()
    return len(found)
