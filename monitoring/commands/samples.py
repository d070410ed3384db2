"""Taking one sample: the plate is scanned, laid open, and taken."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from cleanrooms.models import Equipment
from integrity.commands import command, say
from integrity.refusals import refuse_if
from integrity.texts import one_line
from materials.commands.stock import use_material
from materials.models import Container
from monitoring.beginning import locked
from monitoring.gates.rounds import end_exposure_blockers, plate_blockers
from monitoring.gates.samplers import sampler_blockers
from monitoring.meeting import meet_by_prints
from monitoring.models import Sample, SampleState
from people.models import User
from people.permissions import Permission

ONE = Decimal(1)


@command(permission=Permission.TAKE_SAMPLES)
def place_sample(
    *,
    sample: Sample,
    by: User,
    at: datetime,
    plate: str = "",
    container: Container | None = None,
    sampler: Equipment | None = None,
    happened_at: datetime | None = None,
) -> Sample:
    """The plate is identified and one of its medium used up; air is drawn by a sampler that may be
    used. What is exposed begins now, what is printed or pressed on is taken; the last print of an
    exit meets its demand.

    `happened_at` is when it was done, where that was kept on a device without network.
    """
    sample, when = locked(sample), happened_at or at
    plate = one_line(plate)
    plates = plate_blockers(sample, plate=plate, container=container, at=when)
    refuse_if([*plates, *sampler_blockers(sample, sampler=sampler, by=by, at=when)])
    sample.sampler = sampler if sample.way.sampler else None
    if sample.way.is_plate and container is not None:
        sample.plate, sample.container = plate, container
        use_material(container=container, quantity=ONE, purpose=str(sample), by=by, at=at)
    if sample.way.is_exposed:
        sample.state, sample.exposed_at, sample.exposed_by = SampleState.EXPOSED, when, by
    else:
        sample.state, sample.taken_at, sample.taken_by = SampleState.TAKEN, when, by
    sample.store()
    meet_by_prints(sample, by=by, at=at)
    verb = "sample.exposed" if sample.way.is_exposed else "sample.taken"
    told = {"where": sample.where, "plate": plate, "at": when}
    if sample.sampler is not None:
        told["sampler"] = sample.sampler.code
    say(verb, about=sample, details=told)
    return sample


@command(permission=Permission.TAKE_SAMPLES)
def end_exposure(
    *,
    sample: Sample,
    by: User,
    at: datetime,
    reason: str = "",
    happened_at: datetime | None = None,
) -> Sample:
    """The plate is closed, or the sampler stops. After more than 4 hours only with a reason."""
    sample, when, why = locked(sample), happened_at or at, one_line(reason)
    refuse_if(end_exposure_blockers(sample, reason=why, at=when))
    sample.state, sample.taken_at, sample.taken_by = SampleState.TAKEN, when, by
    sample.remark = why if sample.is_overexposed else ""
    sample.store()
    details = {"where": sample.where, "at": when, "too_long": sample.is_overexposed}
    say("sample.taken", about=sample, reason=why, details=details)
    return sample
