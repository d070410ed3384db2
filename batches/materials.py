"""What batches tell the stock: material is taken for them, and a recall reaches them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.urls import reverse

from batches.models import BatchRecord
from materials.models import Movement
from materials.purposes import contribute_purpose
from materials.recalled import Row, contribute_recalled

KIND = BatchRecord._meta.label_lower


@contribute_purpose
def batch_named(words: str) -> BatchRecord | None:
    """A batch by its number, without regard to case."""
    return BatchRecord.objects.filter(number__iexact=words).first()


@contribute_recalled
def batches_reached(taken: Sequence[Movement]) -> Iterator[Row]:
    """Each batch that something was taken for, with its patient's code (Part IV 14)."""
    keys = {one.subject_id for one in taken if one.subject_id and one.subject_type == KIND}
    for batch in BatchRecord.objects.filter(pk__in=keys).select_related("master__product"):
        yield Row(
            "batch", batch.number, of=batch.master.product.name, state=batch.get_status_display(),
            patient=batch.patient_code, url=reverse("batch", args=[batch.number]),
        )  # fmt: skip
