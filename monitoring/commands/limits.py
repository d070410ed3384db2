"""Limit sets and the facility's own levels."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from cleanrooms.models import Grade, Room, Zone
from integrity.commands import command, say, sign
from integrity.refusals import refuse_if
from integrity.signatures.attestation import Attestation
from integrity.signatures.meanings import Meaning
from integrity.texts import one_line
from materials.numbers import next_number, one_at_a_time
from monitoring.gates.levels import adoption_blockers, level_blockers, run_blockers
from monitoring.levels import scope_of
from monitoring.models import (
    Channel,
    Level,
    LevelKind,
    Limit,
    LimitSet,
    LimitSetState,
    LimitSource,
    Occupancy,
    Parameter,
    Site,
)
from monitoring.models.limit_set import USUAL_RUN
from monitoring.tables import stated_by
from people.models import User
from people.permissions import Permission

Held = Channel | Site | Zone | Room | Grade


@dataclass(frozen=True, kw_only=True)
class Aim:
    """What a level is for: its kind, the parameter, the occupancy state, and where it holds."""

    kind: LevelKind
    parameter: Parameter
    occupancy: Occupancy
    where: Held

    def level(self) -> Level:
        level = Level(kind=self.kind, parameter=self.parameter, occupancy=self.occupancy)
        if isinstance(self.where, Grade):
            level.grade = self.where
        else:
            setattr(level, self.where._meta.model_name or "", self.where)
        return level


@command(permission=Permission.MANAGE_MONITORING)
def draft_limit_set(
    *, source: LimitSource, reason: str, by: User, at: datetime, alert_run: int = USUAL_RUN
) -> LimitSet:
    """All limits that the source states, and after how many alerts in a row there is a trend; to be
    looked at and adopted by QA.
    """
    refuse_if(run_blockers(alert_run))
    limit_set = LimitSet(
        number=next_number(LimitSet), source=source, reason=one_line(reason), drafted_at=at,
        drafted_by=by, alert_run=alert_run,
    )  # fmt: skip
    limit_set.save(force_insert=True)
    Limit.objects.bulk_create(
        Limit(
            limit_set=limit_set, purpose=one.purpose, parameter=one.parameter, grade=one.grade,
            occupancy=one.occupancy, upper=one.upper, clause=one.clause,
        )
        for one in stated_by(source)
    )  # fmt: skip
    say(
        "limit_set.drafted",
        about=limit_set,
        reason=reason,
        details={"source": source, "alert_run": alert_run},
    )
    return limit_set


@command(permission=Permission.DECIDE_LEVELS, signed_as=Meaning.APPROVED)
def adopt_limit_set(
    *, limit_set: LimitSet, effective_on: date, by: User, at: datetime, attested: Attestation[User]
) -> LimitSet:
    """QA signs: from that day on everything is judged by it."""
    one_at_a_time("monitoring.levels")
    limit_set = limit_set.lock()
    refuse_if(adoption_blockers(limit_set, effective_on=effective_on, at=at))
    sign(limit_set, attested)
    limit_set.state, limit_set.effective_on = LimitSetState.ADOPTED, effective_on
    limit_set.adopted_at, limit_set.adopted_by = at, by
    limit_set.store()
    details = {"source": limit_set.source, "from": effective_on.isoformat()}
    say("limit_set.adopted", about=limit_set, details=details)
    return limit_set


@command(permission=Permission.DECIDE_LEVELS)
def set_level(
    *,
    aim: Aim,
    lower: Decimal | None,
    upper: Decimal | None,
    reason: str,
    by: User,
    at: datetime,
    effective_at: datetime | None = None,
) -> Level:
    """An alert level or action limit of a grade or a place, in the parameter's unit."""
    level = aim.level()
    level.lower, level.upper = lower, upper
    _write(level, reason, by, at, effective_at)
    say("level.set", about=level, reason=reason, details=_told(level))
    return level


@command(permission=Permission.DECIDE_LEVELS)
def withdraw_level(*, aim: Aim, reason: str, by: User, at: datetime) -> Level:
    """The place has no level of its own any more: what holds around it holds there."""
    level = aim.level()
    level.is_withdrawn = True
    _write(level, reason, by, at, None)
    say("level.withdrawn", about=level, reason=reason, details=_told(level))
    return level


def _write(
    level: Level, reason: str, by: User, at: datetime, effective_at: datetime | None
) -> None:
    one_at_a_time("monitoring.levels")
    level.reason, level.set_at, level.set_by = one_line(reason), at, by
    level.effective_at = effective_at or at
    kind, key = scope_of(level)
    editions = Level.objects.filter(
        **{kind: key}, kind=level.kind, parameter=level.parameter, occupancy=level.occupancy
    )
    level.edition = editions.count() + 1
    refuse_if(level_blockers(level, at=at))
    level.save(force_insert=True)


def _told(level: Level) -> dict[str, object]:
    return {
        "where": level.where, "level": level.kind, "parameter": level.parameter,
        "limits": str(level.limits), "unit": Parameter(level.parameter).unit.code,
    }  # fmt: skip
