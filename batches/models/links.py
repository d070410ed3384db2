"""What joins a batch to things of lower apps, which do not know it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models

from batches.models.batch import BatchRecord
from documents.models import Rendition
from integrity.models import Record
from qc.models import Sample

if TYPE_CHECKING:
    from people.models import User


class BatchSample(Record):
    batch = models.ForeignKey(BatchRecord, on_delete=models.PROTECT, related_name="batch_samples")
    sample = models.OneToOneField(Sample, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.batch_id} {self.sample_id}"


class BatchRenditions(models.QuerySet["BatchRendition"]):
    def visible_to(self, user: User) -> BatchRenditions:
        """Those of the batches that this person may see."""
        return self if user.is_of_facility else self.filter(batch__sponsor__in=user.organisations)


class BatchRendition(Record):
    """The PDF of a batch record at one version of the record: at most one each."""

    batch = models.ForeignKey(BatchRecord, on_delete=models.PROTECT, related_name="renditions")
    rendition = models.OneToOneField(Rendition, on_delete=models.PROTECT, related_name="+")
    batch_version = models.PositiveIntegerField()

    objects: ClassVar[BatchRenditions] = BatchRenditions.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-batch_version",)
        constraints = (
            models.UniqueConstraint(
                fields=["batch", "batch_version"], name="batches_one_rendition_a_version"
            ),
        )

    def __str__(self) -> str:
        return f"{self.batch_id} v{self.batch_version}"
