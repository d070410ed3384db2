"""What follows from a count beyond a level: an excursion, a deviation, a trend."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from cleanrooms.models import Grade, Room, Zone
from integrity.actors import Actor
from integrity.commands import command, say
from materials.numbers import next_number
from measures.limits import Limits
from measures.verdicts import Verdict
from monitoring.commands.investigating import open_investigation
from monitoring.judging import CLASSES
from monitoring.models import (
    Count,
    CountSheet,
    Excursion,
    ExcursionClass,
    Parameter,
    Site,
    SourceKind,
)
from monitoring.services import MONITORING
from monitoring.trends import consecutive_alerts
from people.models import User
from people.permissions import Permission


@dataclass(frozen=True, kw_only=True)
class Found:
    """What was beyond a level: of which source, where, from when until when, and by how much.

    `until` is None while it goes on. `found_by` is the person in whose name an investigation is
    raised.
    """

    kind: ExcursionClass
    source: SourceKind
    source_id: UUID
    label: str
    parameter: Parameter
    limits: Limits
    room: Room
    grade: Grade
    since: datetime
    until: datetime | None
    peak: Decimal
    peak_at: datetime
    zone: Zone | None = None
    site: Site | None = None
    person: User | None = None
    found_by: User | None = None


@command(permission=Permission.FOLLOW_MONITORING)
def open_excursion(*, found: Found, by: Actor, at: datetime) -> Excursion:
    """Writes it down once for a source, parameter, class and start; an action limit that was left
    is investigated as a deviation (Annex 1 9.13, 9.30).
    """
    excursion = Excursion(
        number=next_number(Excursion), kind=found.kind, source_kind=found.source,
        source_id=found.source_id, source_label=found.label, parameter=found.parameter,
        unit=found.parameter.unit.code, limit_lower=found.limits.lower,
        limit_upper=found.limits.upper, room=found.room, zone=found.zone, site=found.site,
        person=found.person, grade=found.grade, started_at=found.since, ended_at=found.until,
        peak=found.peak, peak_at=found.peak_at, raised_at=at,
    )  # fmt: skip
    excursion.save(force_insert=True)
    if found.kind == ExcursionClass.ACTION and found.found_by is not None:
        excursion.deviation = open_investigation(excursion, found.found_by, at)
        excursion.store()
    details = {
        "source": found.label, "room": found.room.code, "parameter": found.parameter,
        "limits": str(found.limits), "peak": found.peak, "unit": found.parameter.unit.code,
    }  # fmt: skip
    say(f"excursion.{found.kind.lower()}", about=excursion, details=details)
    return excursion


def follow(count: Count, *, sheet: CountSheet, at: datetime) -> None:
    """Opens what a count gives cause for, unless it is open for this sample already."""
    verdict = Verdict(count.verdict)
    kind = CLASSES.get(verdict)
    if kind is None:
        return
    _open(count, kind, sheet.counted_by, at)
    sample = count.sample
    if sample.round.purpose == "MONITORING":
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
