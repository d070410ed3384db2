"""How an excursion of a channel went on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from integrity.actors import Actor
from integrity.commands import command, say
from measures.limits import Limits
from monitoring.models import Excursion
from people.permissions import Permission


@dataclass(frozen=True)
class Course:
    """From when until when, None while it goes on, and the worst of it by which limits."""

    since: datetime
    until: datetime | None
    peak: Decimal
    peak_at: datetime
    limits: Limits

    def is_of(self, excursion: Excursion) -> bool:
        """Whether the excursion says the same already."""
        told = (excursion.started_at, excursion.ended_at, excursion.peak)
        return told == (self.since, self.until, self.peak)


@command(permission=Permission.FOLLOW_MONITORING)
def continue_excursion(
    *, excursion: Excursion, course: Course, by: Actor, at: datetime
) -> Excursion:
    """More readings show that it began earlier, goes on, went further or has ended.

    Who acknowledged it has seen what was known then; that stays in the trail.
    """
    excursion = excursion.lock()
    excursion.started_at, excursion.ended_at = course.since, course.until
    excursion.peak, excursion.peak_at = course.peak, course.peak_at
    excursion.limit_lower, excursion.limit_upper = course.limits.lower, course.limits.upper
    excursion.store()
    details = {"peak": course.peak, "ended": course.until is not None}
    say("excursion.continued", about=excursion, details=details)
    return excursion
