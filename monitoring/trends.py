"""Runs of alerts at one place or on one person."""

from __future__ import annotations

from decimal import Decimal

from measures.limits import Limits
from measures.run_rules import consecutive
from monitoring.judging import CLASSES
from monitoring.models import (
    Count,
    Excursion,
    ExcursionClass,
    ExcursionState,
    LimitSet,
    Purpose,
    Sample,
)
from monitoring.models.limit_set import USUAL_RUN

BEYOND, NOT_BEYOND = Decimal(1), Decimal(0)


def consecutive_alerts(count: Count) -> list[Sample]:
    """The samples of a run that ends with this one, as long as the set in force then says, unless
    a trend of the place is open already: then nothing.
    """
    taken = count.sample.taken_at
    adopted = LimitSet.objects.in_force(taken) if taken else None
    run = adopted.alert_run if adopted else USUAL_RUN
    newest = list(_series(count.sample)[:run])
    marks = [BEYOND if one.verdict in CLASSES else NOT_BEYOND for one in newest]
    if not consecutive(marks, Limits(upper=NOT_BEYOND), count=run):
        return []
    flagged = Excursion.objects.filter(
        kind=ExcursionClass.TREND, site=count.sample.site, person=count.sample.person,
        parameter=count.parameter,
    ).exclude(state=ExcursionState.CLOSED)  # fmt: skip
    return [] if flagged.exists() else list(reversed(newest))


def _series(sample: Sample):  # type: ignore[no-untyped-def]
    """What was counted at its site, or on this person in this way, up to it, newest first."""
    rows = Sample.objects.filter(
        round__purpose=Purpose.MONITORING, kind=sample.kind, taken_at__lte=sample.taken_at
    ).exclude(verdict="")
    place = {"site": sample.site} if sample.site else {"person": sample.person}
    return rows.filter(**place).order_by("-taken_at", "-pk")
