"""Sampling rounds from their beginning to their review."""

from __future__ import annotations

from datetime import datetime

from cleanrooms.room_states import told_late
from integrity.commands import command, say
from integrity.refusals import refuse_if
from integrity.texts import one_line
from monitoring.beginning import locked, new_round, planned, prints
from monitoring.gates.late import late_finish_blockers, late_round_blockers
from monitoring.gates.rounds import (
    begin_blockers,
    close_blockers,
    finish_blockers,
    prints_blockers,
    skip_blockers,
)
from monitoring.meeting import meet_by_prints
from monitoring.models import Round, RoundState, Sample, SampleState, SamplingPlan
from people.models import User
from people.permissions import Permission


@command(permission=Permission.TAKE_SAMPLES)
def begin_round(
    *, plan: SamplingPlan, by: User, at: datetime, happened_at: datetime | None = None
) -> Round:
    """A walk by a plan: one sample at each of its sites, with the grade as it is now."""
    plan, when = plan.lock(), happened_at or at
    refuse_if([*begin_blockers(plan), *late_round_blockers(plan, at=when)])
    begun = new_round(plan, by, when)
    Sample.objects.bulk_create(planned(begun, plan))
    told = {"plan": plan.code, "room": plan.room.code}
    say("round.begun", about=begun, details={**told, **told_late(when, at)})
    return begun


@command(permission=Permission.TAKE_SAMPLES)
def add_prints(
    *, around: Round, person: User, by: User, at: datetime, happened_at: datetime | None = None
) -> Round:
    """Glove and garment prints of a person who was in the room."""
    around = around.lock()
    refuse_if(prints_blockers(around, person=person))
    Sample.objects.bulk_create(prints(around, person))
    around.store()
    told = {"person": person.pk, **told_late(happened_at or at, at)}
    say("round.prints_added", about=around, details=told)
    return around


@command(permission=Permission.TAKE_SAMPLES)
def skip_sample(
    *, sample: Sample, reason: str, by: User, at: datetime, happened_at: datetime | None = None
) -> Sample:
    """It cannot be taken; the reason stands in its place, from when it was found so."""
    sample, when = locked(sample), happened_at or at
    refuse_if(skip_blockers(sample, at=when))
    sample.state, sample.not_taken_reason = SampleState.NOT_TAKEN, one_line(reason)
    sample.not_taken_at, sample.not_taken_by = when, by
    sample.store()
    meet_by_prints(sample, by=by, at=at)
    say("sample.not_taken", about=sample, reason=reason, details=told_late(when, at))
    return sample


@command(permission=Permission.TAKE_SAMPLES)
def finish_round(
    *, around: Round, by: User, at: datetime, happened_at: datetime | None = None
) -> Round:
    """Every sample is taken, or said why not: the plates go to the incubator."""
    around, when = around.lock(), happened_at or at
    refuse_if([*finish_blockers(around), *late_finish_blockers(around, at=when)])
    around.state, around.taken_at, around.taken_by = RoundState.TAKEN, when, by
    around.store()
    say("round.taken", about=around, details=told_late(when, at))
    return around


@command(permission=Permission.REVIEW_MONITORING)
def close_round(*, around: Round, by: User, at: datetime) -> Round:
    """Somebody who had no part in it finds it complete."""
    around = around.lock()
    refuse_if(close_blockers(around, by=by))
    around.state, around.closed_at, around.closed_by = RoundState.CLOSED, at, by
    around.store()
    say("round.closed", about=around)
    return around
