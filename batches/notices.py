"""What people are told of batches and their masters."""

from __future__ import annotations

from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from batches.models import BatchRecord, BatchStep, MasterBatchRecord
from integrity.models import AuditEvent, Overruling
from people.models import Severity, User
from people.notifications.about import About
from people.notifications.kinds import notifies
from people.permissions import Permission


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
