"""Coming and going: every sign-in, lock and end of a session is an event, never with a secret."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from integrity.actors import Actor
from integrity.commands import command, say
from people.models import User
from people.origin import Origin
from people.permissions import Permission


@command(permission=Permission.KEEP_OWN_ACCOUNT)
def sign_in(*, user: User, methods: Iterable[str], origin: Origin, by: Actor, at: datetime) -> User:
    """Somebody has shown who they are, by these methods, and a session begins."""
    say("user.signed_in", about=user, details={"by": sorted(set(methods)), **origin.told()})
    return user


@command(permission=Permission.WATCH_DOOR)
def fail_sign_in(*, user: User, method: str, origin: Origin, by: Actor, at: datetime) -> User:
    """Somebody named this account and could not show that it is theirs (21 CFR 11.300(d))."""
    say("user.sign_in_failed", about=user, details={"by": method, **origin.told()})
    return user


@command(permission=Permission.KEEP_OWN_ACCOUNT)
def end_session(*, user: User, why: str, origin: Origin, by: Actor, at: datetime) -> User:
    """Its person ends a session: signed out, or ended from another device."""
    say("user.session_ended", about=user, details={"why": why, **origin.told()})
    return user


@command(permission=Permission.WATCH_DOOR)
def expire_session(*, user: User, why: str, origin: Origin, by: Actor, at: datetime) -> User:
    """A session is over by itself: idle, too long, or off the tablet that it belongs to."""
    say("user.session_ended", about=user, details={"why": why, **origin.told()})
    return user


@command(permission=Permission.WATCH_DOOR)
def lock_session(*, user: User, origin: Origin, by: Actor, at: datetime) -> User:
    """Nobody was at work: the session answers nothing until it is unlocked."""
    say("user.session_locked", about=user, details=origin.told())
    return user


@command(permission=Permission.KEEP_OWN_ACCOUNT)
def unlock_session(*, user: User, method: str, origin: Origin, by: Actor, at: datetime) -> User:
    """The same person is back and has shown it."""
    say("user.session_unlocked", about=user, details={"by": method, **origin.told()})
    return user


@command(permission=Permission.KEEP_OWN_ACCOUNT)
def note_factor_added(*, user: User, kind: str, origin: Origin, by: Actor, at: datetime) -> User:
    """The account got a second factor: an app, a key, or recovery codes."""
    say("user.factor_added", about=user, details={"kind": kind, **origin.told()})
    return user


@command(permission=Permission.KEEP_OWN_ACCOUNT)
def note_factor_removed(*, user: User, kind: str, origin: Origin, by: Actor, at: datetime) -> User:
    """A second factor does not open the account any more."""
    say("user.factor_removed", about=user, details={"kind": kind, **origin.told()})
    return user
