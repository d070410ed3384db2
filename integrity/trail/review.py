"""What a review of a trail is about: its events so far, as one digest."""

from __future__ import annotations

import hashlib
import uuid

from integrity.models import Record, TrailReview
from integrity.trail.differences import models_by_table
from integrity.trail.parts import whole
from integrity.trail.questions import Trail, trail_of


def trail_of_record(kind: str, key: uuid.UUID) -> Trail:
    """The trail of a record and its parts. Raises KeyError for a kind that there is not."""
    return trail_of(whole(kinds()[kind](id=key)))


def kinds() -> dict[str, type[Record]]:
    """Every kind of record by its label."""
    return {model._meta.label_lower: model for model in models_by_table().values()}


def review_of(kind: str, key: uuid.UUID, label: str, pk: uuid.UUID) -> TrailReview:
    """The review that could be signed now; not stored yet. A trail without events has none."""
    trail = trail_of_record(kind, key)
    digest, events, up_to = hashlib.sha256(), 0, 0
    actors: dict[str, str] = {}
    for event in trail.events.order_by("seq").only("seq", "hash", "body", "actor_id").iterator():
        digest.update(bytes(event.hash))
        events, up_to = events + 1, event.seq
        actors[str(event.actor_id)] = event.actor_name
    return TrailReview(
        id=pk, subject_type=kind, subject_id=key, subject_label=label[:200], up_to=up_to,
        events=events, digest=digest.hexdigest(),
        actors=[{"id": one, "name": name} for one, name in sorted(actors.items())],
    )  # fmt: skip
