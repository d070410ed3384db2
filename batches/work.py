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
from people.work import Task, Waiting, contribute_work, waiting


@contribute_work("verify", gettext_lazy("To verify"), permission=Permission.VERIFY_STEP)
def to_verify(user: User, at: datetime, most: int) -> Waiting:
    """Steps that somebody else performed."""
    return waiting(steps_to_verify(user), most, _to_verify)


@contribute_work(
    "next-step",
    gettext_lazy("Next steps"),
    page=lambda: f"{reverse('batch-list')}?status={BatchStatus.IN_PROGRESS}",
    permission=Permission.EXECUTE_STEP,
)
def next_steps(user: User, at: datetime, most: int) -> Waiting:
    """The next step of every batch that this person began or works at."""
    return waiting(own_next_steps(user), most, _to_perform)


@contribute_work("approve-master", gettext_lazy("To approve"), permission=Permission.APPROVE_MASTER)
def to_approve(user: User, at: datetime, most: int) -> Waiting:
    """Drafts that somebody else wrote."""
    return waiting(masters_to_approve(user), most, lambda master: _to_approve(master, user))


def _to_verify(step: BatchStep) -> Task:
    asked = _("Verify step %(step)s") % {"step": step}
    word = _("By %(who)s") % {"who": step.performed_by}
    return _at_step(step, asked, word, step.performed_at)


def _to_perform(step: BatchStep) -> Task:
    asked = _("Perform step %(step)s") % {"step": step}
    waits_since: datetime = step.waits_since  # type: ignore[attr-defined]
    return _at_step(step, asked, step.get_state_display(), waits_since)


def _at_step(step: BatchStep, asked: str, word: str, since: datetime | None) -> Task:
    batch = step.operation.batch.number
    return Task(
        asked, reverse("step", args=[batch, step.number]), batch,
        line=step.operation.room.code, sign=step.sign, word=word, since=since,
    )  # fmt: skip


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
