"""Where a session stands: at work, locked, or over.

What counts is kept in the row beside the session and changed by single statements, so that two
requests at once cannot undo one another. Sessions are no GMP records; that they began and ended
is said by commands.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import cast

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction
from django.http import HttpRequest

from cgtlims.web.signin.origin import origin_of
from people.commands import sign_in as door
from people.models import User
from people.origin import Origin
from people.services import DOOR

LOCKED, FACTORS, TABLET = "locked_at", "factors", "tablet"
BY_ITSELF = {"idle", "too long", "left its tablet"}
STEP_SECONDS = 10  # how often being at work is written down
CODES = Authenticator.Type.RECOVERY_CODES


def begin(
    session: SessionBase, user: User, origin: Origin, at: datetime, *, by_badge: bool = False
) -> UserSession:
    """The row of a session that has just begun; one that a badge began stays on its tablet."""
    session.save()  # allauth throws away the rows of sessions in which it finds nobody
    begun, _ = UserSession.objects.update_or_create(
        session_key=session.session_key,
        defaults={
            "user": user,
            "ip": origin.address,
            "user_agent": origin.device[:LONGEST_AGENT],
            "created_at": at,
            "last_seen_at": at,
            "data": {FACTORS: factors_of(user), **({TABLET: origin.tablet} if by_badge else {})},
        },
    )
    return cast(UserSession, begun)


LONGEST_AGENT = UserSession._meta.get_field("user_agent").max_length or 0


def of(request: HttpRequest) -> UserSession | None:
    """The row of this request's session; none when it was ended elsewhere."""
    return UserSession.objects.filter(
        session_key=request.session.session_key, user_id=request.user.pk
    ).first()


def row_of(request: HttpRequest) -> UserSession | None:
    """The row that the middleware found for this request."""
    return getattr(request, "user_session", None)


def factors_of(user: User) -> list[str]:
    """The kinds of second factor that the person has; recovery codes are none by themselves."""
    found = Authenticator.objects.filter(user_id=user.pk).exclude(type=CODES)
    return sorted(set(found.values_list("type", flat=True)))


def note_factors(user: User) -> None:
    """Every session of the person knows which factors there are now."""
    for session in UserSession.objects.filter(user_id=user.pk):
        data = {**session.data, FACTORS: factors_of(user)}
        UserSession.objects.filter(pk=session.pk).update(data=data)


def why_over(session: UserSession, tablet: str, at: datetime) -> str:
    """Why the session is over, or nothing: idle, too long altogether, or off its tablet."""
    if session.data.get(TABLET, tablet) != tablet:
        return "left its tablet"
    if at - session.last_seen_at >= timedelta(seconds=settings.SESSION_SECONDS):
        return "idle"
    if at - session.created_at >= timedelta(seconds=settings.SESSION_COOKIE_AGE):
        return "too long"
    return ""


def is_locked(session: UserSession, at: datetime) -> bool:
    """True once it was locked; also without the page's help, a sign of life later at most."""
    limit = timedelta(seconds=settings.LOCK_SECONDS + sign_of_life_seconds())
    return LOCKED in session.data or at - session.last_seen_at >= limit


def sign_of_life_seconds() -> int:
    """How often a page says that somebody is at work on it."""
    return max(1, min(30, settings.LOCK_SECONDS // 6))


def touch(session: UserSession, at: datetime) -> None:
    """Somebody is at work. A locked session is not kept alive by anything."""
    if at - session.last_seen_at >= timedelta(seconds=min(STEP_SECONDS, sign_of_life_seconds())):
        at_work = UserSession.objects.filter(pk=session.pk).exclude(data__has_key=LOCKED)
        at_work.update(last_seen_at=at)


@transaction.atomic
def lock(session: UserSession, origin: Origin, at: datetime) -> None:
    """Locks it once; the session goes on ageing."""
    data = {**session.data, LOCKED: at.isoformat()}
    still_open = UserSession.objects.filter(pk=session.pk).exclude(data__has_key=LOCKED)
    if still_open.update(data=data):
        door.lock_session(user=session.user, origin=origin, by=DOOR, at=at)
    session.data = data


@transaction.atomic
def unlock(session: UserSession, method: str, origin: Origin, at: datetime) -> None:
    data = {key: value for key, value in session.data.items() if key != LOCKED}
    UserSession.objects.filter(pk=session.pk).update(data=data, last_seen_at=at)
    user = session.user
    door.unlock_session(user=user, method=method, origin=origin, by=user, at=at)


@transaction.atomic
def end(session: UserSession, why: str, origin: Origin, at: datetime) -> None:
    """Ends it for good, wherever it is open."""
    user = session.user
    session.end()
    if why in BY_ITSELF:
        door.expire_session(user=user, why=why, origin=origin, by=DOOR, at=at)
    else:
        door.end_session(user=user, why=why, origin=origin, by=user, at=at)


def end_here(request: HttpRequest, session: UserSession, why: str, at: datetime) -> None:
    """Ends the session of this request; whoever asks next is nobody."""
    end(session, why, origin_of(request), at)
    request.session.flush()


@transaction.atomic
def move(session: UserSession, to: SessionBase) -> None:
    """The session got another key and is the same session: as old, as locked, in the same list."""
    UserSession.objects.filter(session_key=to.session_key).exclude(pk=session.pk).delete()
    UserSession.objects.filter(pk=session.pk).update(session_key=to.session_key)
