"""Opening, acknowledging and closing excursions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from cleanrooms.models import Grade, Room, Zone
from cleanrooms.room_states import told_late
from integrity.actors import Actor
from integrity.commands import command, say
from integrity.refusals import refuse_if
from integrity.texts import one_line
from materials.numbers import next_number
from measures.limits import Limits
from monitoring.gates.excursions import acknowledging_blockers, closing_blockers
from monitoring.gates.late import late_acknowledging_blockers
from monitoring.investigating import open_investigation
from monitoring.models import (
    Excursion,
    ExcursionClass,
    ExcursionState,
    Parameter,
    Site,
    SourceKind,
)
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


@command(permission=Permission.ACKNOWLEDGE_EXCURSION)
def acknowledge_excursion(
    *, excursion: Excursion, comment: str, by: User, at: datetime,
    happened_at: datetime | None = None,
) -> Excursion:  # fmt: skip
    """Somebody has seen it and says what is done (Annex 11 draft 8). What a sensor found beyond an
    action limit is investigated from then on, in the name of who acknowledged it.
    """
    excursion, when = excursion.lock(), happened_at or at
    refuse_if(acknowledging_blockers(excursion, comment=one_line(comment)))
    refuse_if(late_acknowledging_blockers(excursion, at=when))
    if excursion.kind == ExcursionClass.ACTION and excursion.deviation is None:
        excursion.deviation = open_investigation(excursion, by, at)
    excursion.state, excursion.comment = ExcursionState.ACKNOWLEDGED, one_line(comment)
    excursion.acknowledged_at, excursion.acknowledged_by = when, by
    excursion.store()
    late = told_late(when, at)
    say("excursion.acknowledged", about=excursion, reason=one_line(comment), details=late)
    return excursion


@command(permission=Permission.REVIEW_MONITORING)
def close_excursion(*, excursion: Excursion, reason: str, by: User, at: datetime) -> Excursion:
    """Assessed, with the conclusion; its investigation is closed by then."""
    excursion = excursion.lock()
    refuse_if(closing_blockers(excursion))
    excursion.state, excursion.conclusion = ExcursionState.CLOSED, one_line(reason)
    excursion.closed_at, excursion.closed_by = at, by
    excursion.store()
    say("excursion.closed", about=excursion, reason=reason)
    return excursion
