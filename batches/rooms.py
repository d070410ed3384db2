"""A step is performed in a room whose status is valid, with devices that are named beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from django.db.models import Q
from django.urls import reverse

from batches.gates import step_blockers
from batches.models import BatchRecord, BatchStep, Entry
from cleanrooms.gates.status import status_blockers
from cleanrooms.measured import Measured, contribute_measured
from cleanrooms.models import Equipment
from integrity.gates import contribute
from integrity.refusals import Blocker
from people.models import User


def room_status_blockers(step: BatchStep, *, by: User, at: datetime) -> Iterator[Blocker]:
    """The room of its operation is qualified and in service (Part IV 5, 10.1; Annex 1 4.32).

    What two people overruled for the room and the day holds here; overruled for the step, it is for
    the step alone.
    """
    room = step.operation.room
    for one in status_blockers(room, by=by, at=at):
        yield replace(one, about=room.code)


@contribute_measured
def entries_of_steps(equipment: Equipment, since: datetime, until: datetime) -> Iterator[Measured]:
    """What was recorded in steps that name the device: in their equipment, or as a value."""
    named = Q(parameter__step__equipment__overlap=[equipment.code, equipment.name])
    said = Q(parameter__step__parameters__entry__raw__iexact=equipment.code)
    rows = Entry.objects.filter(named | said, recorded_at__gte=since, recorded_at__lte=until)
    owned = rows.select_related("parameter__step__operation__batch__master__product")
    for entry in owned.order_by("recorded_at").distinct():
        step = entry.parameter.step
        batch: BatchRecord = step.operation.batch
        yield Measured(
            entry.recorded_at, f"{entry.parameter.name}: {entry.measured}",
            reverse("step", args=[batch.number, step.number]), BatchRecord._meta.label_lower,
            batch.pk, batch.number, batch.sponsor_id,
        )  # fmt: skip


contribute(step_blockers, room_status_blockers)
