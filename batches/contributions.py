"""What batches add to lower apps: which room a batch is in."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from batches.queries import running_batches
from cleanrooms.occupants import Occupant, contribute_occupants
from people.models import User


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
