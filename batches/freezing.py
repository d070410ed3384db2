"""Freezing a batch record from its master: every row copied, so that a revision changes nothing."""

from __future__ import annotations

from collections.abc import Mapping

from batches.models import (
    BatchMaterial,
    BatchOperation,
    BatchParameter,
    BatchRecord,
    BatchStep,
    Operation,
)
from cleanrooms.models import Room


def freeze(batch: BatchRecord, rooms: Mapping[int, Room]) -> int:
    """Copies the master's operations, steps, materials and parameters; returns the step count.

    `rooms` gives the room of each operation by its sequence.
    """
    originals = list(
        batch.master.operations.prefetch_related("steps__materials", "steps__parameters")
    )
    operations = [
        BatchOperation(batch=batch, room=rooms[original.sequence], **original.shape())
        for original in originals
    ]
    BatchOperation.objects.bulk_create(operations)
    return _freeze_steps(originals, operations)


def _freeze_steps(originals: list[Operation], operations: list[BatchOperation]) -> int:
    pairs = [
        (step, operation)
        for original, operation in zip(originals, operations, strict=True)
        for step in original.steps.all()
    ]
    steps = [
        BatchStep(operation=operation, position=position, **step.shape())
        for position, (step, operation) in enumerate(pairs, start=1)
    ]
    BatchStep.objects.bulk_create(steps)
    copies = [(step, copy) for (step, _operation), copy in zip(pairs, steps, strict=True)]
    BatchMaterial.objects.bulk_create(
        BatchMaterial(step=copy, **item.shape())
        for step, copy in copies
        for item in step.materials.all()
    )
    BatchParameter.objects.bulk_create(
        BatchParameter(step=copy, **item.shape())
        for step, copy in copies
        for item in step.parameters.all()
    )
    return len(steps)
