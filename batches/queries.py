"""Questions about batches that several pages ask."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, prefetch_related_objects
from django.db.models.functions import Coalesce, Greatest

from batches.models import (
    BatchOperation,
    BatchRecord,
    BatchStatus,
    BatchStep,
    Entry,
    MasterBatchRecord,
    MasterStatus,
    StepState,
)
from measures.verdicts import Verdict
from people.models import User


def steps_to_verify(user: User) -> QuerySet[BatchStep]:
    """Steps that somebody else performed and that wait for a second person, oldest first."""
    return (
        BatchStep.objects.filter(state=StepState.PERFORMED)
        .exclude(performed_by=user)
        .select_related("operation__batch", "operation__room", "performed_by")
        .order_by("performed_at")
    )


def own_next_steps(user: User) -> QuerySet[BatchStep]:
    """The open step whose turn it is in every batch that the person began or worked at.

    With `waits_since`, when the step before it was performed or verified.
    """
    in_batch = BatchStep.objects.filter(operation__batch=OuterRef("operation__batch"))
    before = in_batch.filter(position__lt=OuterRef("position"))
    mine = Q(operation__batch__created_by=user) | Exists(in_batch.filter(performed_by=user))
    turned = before.annotate(turned=Greatest("performed_at", "verified_at"))
    last = turned.order_by("-position").values("turned")[:1]
    return (
        BatchStep.objects.filter(mine, state=StepState.OPEN)
        .filter(operation__batch__in=BatchRecord.objects.visible_to(user))
        .exclude(Exists(before.exclude(state=StepState.DONE)))
        .annotate(waits_since=Coalesce(Subquery(last), "operation__batch__created_at"))
        .select_related("operation__batch", "operation__room")
        .order_by("waits_since", "pk")
    )


def masters_to_approve(user: User) -> QuerySet[MasterBatchRecord]:
    """Drafts that somebody else wrote, oldest first."""
    drafts = MasterBatchRecord.objects.filter(status=MasterStatus.DRAFT).exclude(written_by=user)
    return drafts.select_related("written_by").order_by("written_at")


def with_next_step(batches: Iterable[BatchRecord]) -> list[BatchRecord]:
    """The batches, each with `next_step`: the first step that is not done, with its room."""
    found = list(batches)
    unfinished = (
        BatchStep.objects.filter(operation__batch__in=found)
        .exclude(state=StepState.DONE)
        .select_related("operation__room")
        .order_by("operation__batch_id", "position")
        .distinct("operation__batch_id")
    )
    following = {step.operation.batch_id: step for step in unfinished}
    for batch in found:
        batch.next_step = following.get(batch.pk)  # type: ignore[attr-defined]
    return found


def operations_with_steps(batch: BatchRecord) -> list[BatchOperation]:
    """The record in outline: its operations with rooms and steps, in two queries."""
    return list(batch.operations.select_related("room").prefetch_related("steps"))


def read_steps(operation: BatchOperation) -> BatchOperation:
    """The operation with what was required and recorded in its steps, and by whom.

    Of one operation only: a record has hundreds of values, a page shows those of one operation.
    """
    steps = list(operation.steps.all())
    prefetch_related_objects(steps, "performed_by", "verified_by", "parameters__entry")
    return operation


def outside_limits(batch: BatchRecord) -> list[Entry]:
    """Every entry of the record outside its limits, those that needed a reason first."""
    found = (
        Entry.objects.filter(parameter__step__operation__batch=batch)
        .exclude(judged__in=(Verdict.WITHIN, Verdict.NOT_JUDGED))
        .select_related("parameter__step__operation")
        .order_by("parameter__step__position", "parameter__sequence")
    )
    return sorted(found, key=lambda entry: not entry.verdict.needs_reason)


def running_batches(user: User) -> list[BatchRecord]:
    """Batches in progress that the user may see, each with its next step."""
    running = BatchRecord.objects.visible_to(user).filter(status=BatchStatus.IN_PROGRESS)
    return with_next_step(running)
