"""The whole trail checked each night, and what was found kept and told."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import islice

from django.db import connection
from django.db.models import Max

from integrity.actors import Actor, ServiceActor
from integrity.audit.check import differences
from integrity.commands import command, say
from integrity.models import AuditEvent, TrailCheck

log = logging.getLogger(__name__)
CHECKING, SHOWN = 5_204_713, 20
ENOUGH = timedelta(hours=20)


class Duty(StrEnum):
    """What the system itself does; no role can hold it."""

    REPORT_TRAIL = "integrity.report_trail"


CHECKER = ServiceActor("CGT-LIMS trail check", frozenset({Duty.REPORT_TRAIL}))


def check_nightly(clock: Callable[[], datetime]) -> TrailCheck | None:
    """Checks unless a check ended within 20 hours or runs now; what was found is kept for ever.

    Differences are logged as an error and said as `trail.broken`, which alarms follow. Nothing
    is repaired.
    """
    with _alone() as alone:
        if not alone or TrailCheck.objects.filter(ended_at__gt=clock() - ENOUGH).exists():
            return None
        check = _checked(clock)
    if not check.holds:
        log.error("The audit trail is broken: %s differences. %s", check.found, check.differences)
        report_broken_trail(check=check, by=CHECKER, at=clock())
    return check


@command(permission=Duty.REPORT_TRAIL)
def report_broken_trail(*, check: TrailCheck, by: Actor, at: datetime) -> TrailCheck:
    """Says that rows or events are not as they were written."""
    details = {"found": check.found, "first": check.differences, "events": check.seq}
    say("trail.broken", about=check, details=details)
    return check


def _checked(clock: Callable[[], datetime]) -> TrailCheck:
    begun = clock()
    seq = AuditEvent.objects.aggregate(last=Max("seq", default=0))["last"]
    found = _differences()
    first = list(islice(found, SHOWN))
    return TrailCheck.objects.create(
        begun_at=begun,
        seq=seq,
        differences=first,
        found=len(first) + sum(1 for _ in found),
        ended_at=clock(),
    )


def _differences() -> Iterator[str]:
    """A check that cannot be ended has found something too."""
    try:
        yield from differences()
    except Exception as error:
        log.exception("The check of the audit trail could not be ended.")
        yield f"The check could not be ended: {type(error).__name__}: {error}"


@contextmanager
def _alone() -> Iterator[bool]:
    """True for one checker at a time. Held by the session: the check begins its own snapshots."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [CHECKING])
        (alone,) = cursor.fetchone()
        try:
            yield alone
        finally:
            if alone:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [CHECKING])
