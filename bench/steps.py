"""Committing one step with all its gates, and how many queries it takes."""

from __future__ import annotations

import statistics
import uuid
from collections.abc import Iterator
from functools import partial

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from batches.commands.execution import complete_step
from batches.models import BatchRecord, BatchStep
from bench.figures import Figure, at_most
from bench.scenes import facility
from bench.timing import seconds
from people.models import User
from tests.cast import answers
from tests.signing import verify

STEPS = 40


def figures() -> Iterator[Figure]:
    """A step of the CAR-T record, in the middle of it, as the tablet's request commits it."""
    scene = facility()
    batch = scene.new_batch(f"BENCH-{uuid.uuid4().hex[:8]}")
    durations, queries = [], []
    for step in steps_of(batch)[:STEPS]:
        values = answers(step)
        with CaptureQueriesContext(connection) as captured:
            durations.append(seconds(partial(perform, scene.people, step, values)))
        queries.append(len(captured))
        if step.needs_verification:
            verify(step, by=scene.people["aowusu"], at=timezone.now())
    yield at_most("step-commit-median", 1000 * statistics.median(durations), "ms", "40")
    yield at_most("step-commit-queries", max(queries), "queries", "25")


def steps_of(batch: BatchRecord) -> list[BatchStep]:
    return list(BatchStep.objects.filter(operation__batch=batch).prefetch_related("parameters"))


def perform(people: dict[str, User], step: BatchStep, values: dict[str, str]) -> None:
    complete_step.once(
        uuid.uuid4(),
        step=step,
        values=values,
        remark="measured",
        by=people["jvermaat"],
        at=timezone.now(),
    )
