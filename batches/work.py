"""What batches ask of people: the next step, the second person's look, the approval of a master."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from batches.findable import made_by
from batches.models import BatchStatus, BatchStep, MasterBatchRecord
from batches.queries import masters_to_approve, own_next_steps, steps_to_verify
from people.models import User
from people.permissions import Permission
from people.work import NOTHING, Task, Waiting, contribute_work, first


@contribute_work("verify", gettext_lazy("To verify"))
def to_verify(user: User, at: datetime, most: int) -> Waiting:
    """Steps that somebody else performed."""
    if not user.may(Permission.VERIFY_STEP):
        return NOTHING
    steps, total = first(steps_to_verify(user), most)
    return Waiting([_to_verify(step) for step in steps], total)


@contribute_work(
    "next-step",
    gettext_lazy("Next steps"),
    page=lambda: f"{reverse('batch-list')}?status={BatchStatus.IN_PROGRESS}",
)
def next_steps(user: User, at: datetime, most: int) -> Waiting:
    """The next step of every batch that this person began or works at."""
    if not user.may(Permission.EXECUTE_STEP):
        return NOTHING
    steps, total = first(own_next_steps(user), most)
    return Waiting([_to_perform(step) for step in steps], total)


@contribute_work("approve-master", gettext_lazy("To approve"))
def to_approve(user: User, at: datetime, most: int) -> Waiting:
    """Drafts that somebody else wrote."""
    if not user.may(Permission.APPROVE_MASTER):
        return NOTHING
    masters, total = first(masters_to_approve(user), most)
    return Waiting([_to_approve(master, user) for master in masters], total)


def _to_verify(step: BatchStep) -> Task:
    return Task(
        _("Verify step %(step)s") % {"step": step},
        _page(step),
        step.operation.batch.number,
        line=step.operation.room.code,
        sign=step.sign,
        word=_("By %(who)s") % {"who": step.performed_by},
        since=step.performed_at,
    )


def _to_perform(step: BatchStep) -> Task:
    return Task(
        _("Perform step %(step)s") % {"step": step},
        _page(step),
        step.operation.batch.number,
        line=step.operation.room.code,
        sign=step.sign,
        word=step.get_state_display(),
        since=step.waits_since,  # type: ignore[attr-defined]
    )


def _page(step: BatchStep) -> str:
    return reverse("step", args=[step.operation.batch.number, step.number])


def _to_approve(master: MasterBatchRecord, user: User) -> Task:
    """What was written stands in its trail: a draft has no page of its own."""
    trail = reverse("trail-record", args=[MasterBatchRecord._meta.label_lower, master.pk])
    return Task(
        _("Approve the master record"),
        trail if user.may(Permission.VIEW_TRAIL) else made_by(master=master.code),
        str(master),
        line=master.title,
        sign="hold",
        word=_("By %(who)s") % {"who": master.written_by},
        since=master.written_at,
    )
