"""Questions about batches that several pages ask."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from batches.models import BatchOperation, BatchRecord, BatchStatus, BatchStep, StepState
from people.models import User


def steps_to_verify(user: User) -> QuerySet[BatchStep]:
    """Steps that somebody else performed and that wait for a second person, oldest first."""
    return (
        BatchStep.objects.filter(state=StepState.PERFORMED)
        .exclude(performed_by=user)
        .select_related("operation__batch", "operation__room", "performed_by")
        .order_by("performed_at")[:20]
    )


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
    """The whole record in a constant number of queries: operations, steps, parameters, entries."""
    return list(
        batch.operations.select_related("room").prefetch_related(
            "steps__performed_by",
            "steps__verified_by",
            "steps__materials",
            "steps__parameters__entry",
        )
    )


def running_batches(user: User) -> list[BatchRecord]:
    """Batches in progress that the user may see, each with its next step."""
    running = BatchRecord.objects.visible_to(user).filter(status=BatchStatus.IN_PROGRESS)
    return with_next_step(running)
