"""That somebody read the trail of a record, up to which event (Annex 11 §9: regularly reviewed)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar
from uuid import UUID

from django.db import models

from integrity.models.signable import Deed, Signable
from integrity.models.signature import Signature
from integrity.signatures.meanings import Meaning


class TrailReviews(models.QuerySet["TrailReview"]):
    def of(self, kind: str, key: UUID) -> TrailReviews:
        return self.filter(subject_type=kind, subject_id=key)


class TrailReview(Signable):
    """The events of one record's trail up to `up_to`, by the SHA-256 over their hashes in order.

    `actors` are those who did something in it; none of them reviews it.
    """

    written_once = True

    subject_type = models.CharField(max_length=80)
    subject_id = models.UUIDField()
    subject_label = models.CharField(max_length=200)
    up_to = models.BigIntegerField()
    events = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    actors = models.JSONField()

    objects: ClassVar[TrailReviews] = TrailReviews.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("up_to", "id")
        indexes = (models.Index(fields=["subject_type", "subject_id"], name="trail_review_of"),)

    def __str__(self) -> str:
        return f"{self.subject_label}: {self.up_to}"

    @property
    def signatures(self) -> models.QuerySet[Signature]:
        return Signature.objects.of(self)

    def signed_content(self) -> dict[str, Any]:
        return {
            "subject": {"type": self.subject_type, "id": self.subject_id},
            "up_to": self.up_to,
            "events": self.events,
            "digest": self.digest,
        }

    def deeds(self) -> Iterable[Deed]:
        for actor in self.actors:
            yield Deed(Meaning.PERFORMED, UUID(actor["id"]), actor["name"])
