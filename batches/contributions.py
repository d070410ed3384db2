"""What batches add to lower apps: which room a batch is in, and which record shows a
result, what is found by the scan box, what waits for people, and what they are told.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from batches import notices as notices
from batches import work as work
from batches.commands.batches import take_over_results
from batches.findable import KINDS
from batches.models import BatchRecord
from batches.queries import running_batches
from batches.services import RESULTS
from cleanrooms.occupants import Occupant, contribute_occupants
from people.finding.kinds import contribute_finding
from people.models import User
from qc.followers import follow_results
from qc.models import Sample

contribute_finding(*KINDS)


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
