"""How often a secret of an account may be tried: counted by PostgreSQL before it is compared.

`attempt` comes first, in a transaction of its own that is committed before anybody compares, so
that a burst of parallel guesses gets no more comparisons than one after the other.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from integrity.refusals import Refused, refuse
from people.commands.lockout import lock_account
from people.models import Lockout, User
from people.services import LOCKOUT

T = TypeVar("T")
COUNT = """
INSERT INTO people_lockout AS known (user_id, tried_at) VALUES (%(user)s, ARRAY[%(at)s])
ON CONFLICT (user_id) DO UPDATE SET
  tried_at = ARRAY(SELECT one FROM unnest(known.tried_at) AS one WHERE one > %(since)s) || %(at)s,
  locked_at = NULL, locked_until = NULL
WHERE known.locked_until IS NULL OR known.locked_until <= %(at)s
RETURNING cardinality(tried_at)
"""
FORGET = "UPDATE people_lockout SET tried_at = '{}' WHERE user_id = %s AND locked_at IS NULL"


def guarded(user: User, at: datetime, compare: Callable[[], T]) -> T:
    """What comparing a secret gives, nothing or no when it does not fit; counted before and after.

    Raises Refused (LOCKED) without comparing. Called outside any transaction.
    """
    attempt(user, at)
    outcome = compare()
    if outcome:
        succeeded(user)
    else:
        failed(user, at)
    return outcome


def attempt(user: User, at: datetime) -> None:
    """Counts an attempt at a secret; raises Refused (LOCKED) when there were too many.

    Call it before comparing, outside any transaction; then `succeeded` or `failed`.
    """
    counted = _count(user, at)
    if counted is not None and counted > settings.LOCKOUT_FAILURES:
        _lock(user, at)
    if counted is None or counted > settings.LOCKOUT_FAILURES:
        raise locked(user)


def succeeded(user: User) -> None:
    """The secret was right: what was counted is forgotten. A lock stays until it opens."""
    with connection.cursor() as cursor:
        cursor.execute(FORGET, [user.pk])


def failed(user: User, at: datetime) -> None:
    """The secret was wrong: with the last attempt allowed, the account is locked at once."""
    known = Lockout.objects.filter(user=user, locked_at__isnull=True).first()
    since = at - _window()
    if known and sum(one > since for one in known.tried_at) >= settings.LOCKOUT_FAILURES:
        _lock(user, at)


def locked(user: User) -> Refused:
    """The refusal of a locked account: when it opens, and who opens it before."""
    until = Lockout.objects.get(user=user).locked_until
    shown = date_format(timezone.localtime(until), "j M Y H:i T") if until else ""
    return refuse(
        "LOCKED",
        _("This account is locked after too many failed attempts."),
        clears=_("It opens at %(until)s; who manages people can unlock it before.")
        % {"until": shown},
    )


def _count(user: User, at: datetime) -> int | None:
    """How many attempts there were lately, this one included; None while it is locked."""
    values: dict[str, Any] = {"user": user.pk, "at": at, "since": at - _window()}
    committed = not connection.in_atomic_block  # who is in a transaction already counts in it
    with transaction.atomic(durable=committed), connection.cursor() as cursor:
        cursor.execute(COUNT, values)
        row = cursor.fetchone()
    return row[0] if row else None


def _lock(user: User, at: datetime) -> None:
    try:
        lock_account(user=user, until=at + _window(), by=LOCKOUT, at=at)
    except Refused:
        return  # another attempt of the same burst has locked it and said so


def _window() -> timedelta:
    return timedelta(minutes=settings.LOCKOUT_MINUTES)
