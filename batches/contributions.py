"""What batches add to lower apps: which room a batch is in, and which record shows a
result, what is found by the scan box, what waits for people, what they are told, and what
deviations are about and touch.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from batches import deviation_context as deviation_context
from batches import deviations as deviations
from batches import holds as holds
from batches import materials as materials
from batches import notices as notices
from batches import paper_forms as paper_forms
from batches import rooms as rooms
from batches import work as work
from batches.commands.batches import take_over_results
from batches.findable import KINDS, visible_batches
from batches.models import BatchRecord, BatchStep
from batches.queries import running_batches
from batches.services import RESULTS
from cleanrooms.occupants import Occupant, contribute_occupants
from documents.attaching import Subject, contribute_files
from people.finding.kinds import contribute_finding
from people.models import User
from qc.followers import follow_results
from qc.models import Sample

contribute_finding(*KINDS)
contribute_files(
    BatchRecord,
    Subject(visible_batches, lambda batch: reverse("batch", args=[batch.number])),
)
contribute_files(
    BatchStep,
    Subject(
        lambda user: BatchStep.objects.select_related("operation__batch").filter(
            operation__batch__in=visible_batches(user)
        ),
        lambda step: reverse("step", args=[step.operation.batch.number, step.number]),
    ),
)


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
