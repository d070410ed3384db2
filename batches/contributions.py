"""What batches add to lower apps: which room a batch is in, and which record shows a result."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from batches.commands.batches import take_over_results
from batches.models import BatchRecord, BatchStep, MasterBatchRecord
from batches.queries import running_batches
from batches.services import RESULTS
from cleanrooms.occupants import Occupant, contribute_occupants
from integrity.models import AuditEvent, Overruling
from people.models import Severity, User
from people.notifications.about import About
from people.notifications.kinds import notifies
from people.permissions import Permission
from qc.followers import follow_results
from qc.models import Sample


@contribute_occupants
def batches_in_rooms(user: User) -> Iterator[Occupant]:
    """A batch in progress is where its next step is."""
    for batch in running_batches(user):
        step = batch.next_step  # type: ignore[attr-defined]
        if step is not None:
            yield Occupant(
                room_id=step.operation.room_id,
                label=batch.number,
                url=reverse("batch", args=[batch.number]),
                note=step.operation.title,
            )


@follow_results
def batch_record_shows_results(sample: Sample, at: datetime) -> None:
    """A new result is a new version of the batch record, so that its PDF is known to be older."""
    for batch in BatchRecord.objects.filter(batch_samples__sample=sample):
        take_over_results(batch=batch, sample=sample, by=RESULTS, at=at)


def executed_batch(event: AuditEvent) -> About:
    return about_batch(BatchRecord.objects.get(pk=event.subject_id))


def about_batch(batch: BatchRecord) -> About:
    """Told to whoever may read the batch."""

    def sees(user: User) -> bool:
        visible = BatchRecord.objects.visible_to(user).filter(pk=batch.pk)
        return user.may(Permission.VIEW_BATCHES) and visible.exists()

    return About(
        code=batch.number, link=lambda user: reverse("batch", args=[batch.number]), sees=sees
    )


def written_master(event: AuditEvent) -> About | None:
    """Until somebody approved it."""
    master = MasterBatchRecord.objects.get(pk=event.subject_id)
    return None if master.approved_at else About(code=str(master))


def overruled_step(event: AuditEvent) -> About:
    """The step by its number, when it is one: what was overruled stands on its page."""
    overruling = Overruling.objects.get(pk=event.subject_id)
    steps = BatchStep.objects.select_related("operation__batch")
    step = steps.filter(pk=overruling.subject_id).first()
    if step is None:
        return About(code=overruling.subject_type)
    batch = about_batch(step.operation.batch)
    return replace(batch, code=f"{batch.code} {step.number}")


notifies(
    "batch.executed", title=_("Batch executed, to be reviewed"), severity=Severity.INFO,
    about=executed_batch,
)  # fmt: skip
notifies(
    "master.written", title=_("Master batch record to be approved"), severity=Severity.INFO,
    about=written_master,
)  # fmt: skip
notifies(
    "blockers.overruled", title=_("Blocked work was overruled"), severity=Severity.ALARM,
    about=overruled_step,
)  # fmt: skip
