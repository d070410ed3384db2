"""A step is performed in a room of valid status that is used for nothing else; and what was
recorded beside a device that the step names.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from batches.gates import step_blockers
from batches.materials import KIND
from batches.models import BatchRecord, BatchStep, Entry
from cleanrooms.gates.status import status_blockers
from cleanrooms.measured import Measured, contribute_measured
from cleanrooms.models import Equipment, RoomUse
from integrity.gates import contribute
from integrity.refusals import Blocker, Overrule
from materials.models import Movement, MovementKind
from people.models import User


def room_status_blockers(step: BatchStep, *, by: User, at: datetime) -> Iterator[Blocker]:
    """The room of its operation is qualified and in service (Part IV 5, 10.1; Annex 1 4.32).

    What two people overruled for the room and the day holds here; overruled for the step, it is for
    the step alone.
    """
    room = step.operation.room
    for one in status_blockers(room, by=by, at=at):
        yield replace(one, about=room.code)


def room_use_blockers(step: BatchStep, *, by: User, at: datetime) -> Iterator[Blocker]:
    """A room that is in use is used for this batch: nothing of another is worked on beside it.

    What shares the room under an assessment of QA has a use of its own there (Part IV 9.4).
    """
    room = step.operation.room
    uses = list(RoomUse.objects.filter(room=room, period__contains=at))
    if any(_is_for(use, step.operation.batch) for use in uses):
        return
    for one in uses:
        yield Blocker(
            "ROOM_USED_FOR_OTHER",
            _("%(room)s is in use for %(other)s, not for %(batch)s.")
            % {"room": room, "other": one.label, "batch": step.operation.batch},
            clears=_("End that use, clear the room and begin one for this batch."),
            about=room.code, overrule=Overrule.SUPERVISOR_AND_SECOND_PERSON,
        )  # fmt: skip


def _is_for(use: RoomUse, batch: BatchRecord) -> bool:
    """By its number, or by a lot that was made of it."""
    made = Movement.objects.filter(
        subject_type=KIND, subject_id=batch.pk, kind=MovementKind.MADE, container__lot=use.lot_id
    )
    return use.number.casefold() == batch.number.casefold() or made.exists()


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
contribute(step_blockers, room_use_blockers)
