"""What follows from a count beyond a level: an excursion, a deviation, a trend."""

from __future__ import annotations

from datetime import datetime

from cleanrooms.models import Grade
from measures.limits import Limits
from measures.verdicts import Verdict
from monitoring.commands.excursions import Found, open_excursion
from monitoring.judging import CLASSES
from monitoring.models import (
    Count,
    CountSheet,
    Excursion,
    ExcursionClass,
    Parameter,
    Purpose,
    SourceKind,
)
from monitoring.services import MONITORING
from monitoring.trends import consecutive_alerts
from people.models import User


def follow(count: Count, *, sheet: CountSheet, at: datetime) -> None:
    """Opens what a count gives cause for, unless it is open for this sample already."""
    verdict = Verdict(count.verdict)
    kind = CLASSES.get(verdict)
    if kind is None:
        return
    _open(count, kind, sheet.counted_by, at)
    sample = count.sample
    if sample.round.purpose == Purpose.MONITORING:
        run = consecutive_alerts(count)
        if run:
            _open(count, ExcursionClass.TREND, sheet.counted_by, at, since=run[0].since)


def _open(
    count: Count, kind: ExcursionClass, person: User, at: datetime, since: datetime | None = None
) -> None:
    sample = count.sample
    taken = sample.taken_at
    begun = since or sample.since
    if taken is None or begun is None:
        raise ValueError(f"{sample} is not taken.")
    known = Excursion.objects.filter(
        source_kind=SourceKind.SAMPLE, source_id=sample.pk, parameter=count.parameter, kind=kind
    )
    if known.exists():
        return
    bound = count.action if kind == ExcursionClass.ACTION else count.alert
    found = Found(
        kind=kind, source=SourceKind.SAMPLE, source_id=sample.pk,
        label=f"{sample} {sample.where}"[:100], parameter=Parameter(count.parameter),
        limits=Limits(upper=count.action if bound is None else bound), room=sample.round.room,
        grade=Grade(sample.grade), since=begun, until=taken, peak=count.value,
        peak_at=taken, zone=sample.site.zone if sample.site else None, site=sample.site,
        person=sample.person, found_by=person,
    )  # fmt: skip
    open_excursion(found=found, by=MONITORING, at=at)
