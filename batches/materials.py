"""What batches tell the stock: material is taken for them, and a recall reaches them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.db.models import QuerySet
from django.urls import reverse

from batches.models import BatchRecord, BatchSample
from cleanrooms.made import Made, contribute_made
from materials.models import Movement
from materials.purposes import contribute_purpose
from materials.recalled import BATCH, SAMPLE, Row, contribute_recalled

KIND = BatchRecord._meta.label_lower


@contribute_purpose
def batch_named(words: str) -> BatchRecord | None:
    """A batch by its number, without regard to case."""
    return BatchRecord.objects.filter(number__iexact=words).first()


@contribute_made
def batch_being_made(number: str) -> Made | None:
    """A room is used for a batch by its number, before the lot of it is there."""
    found = BatchRecord.objects.filter(number__iexact=number).select_related("master__product")
    batch = found.first()
    return Made(batch.number, batch.master.product) if batch else None


@contribute_recalled(BATCH)
def batches_reached(moved: Sequence[Movement]) -> Iterator[Row]:
    """Each batch that something was taken or made for, with its patient's code (Part IV 14)."""
    for batch in _batches(moved).select_related("master__product"):
        yield Row(
            BATCH, batch.number, of=batch.master.product.name, about=batch.pk,
            state=str(batch.get_status_display()), patient=batch.patient_code,
            url=reverse("batch", args=[batch.number]),
        )  # fmt: skip


@contribute_recalled(SAMPLE)
def samples_reached(moved: Sequence[Movement]) -> Iterator[Row]:
    """The samples of those batches."""
    links = BatchSample.objects.filter(batch__in=_batches(moved))
    for link in links.select_related("batch", "sample").order_by("sample__code"):
        yield Row(
            SAMPLE, link.sample.code, of=link.sample.description, uses=link.batch.number,
            patient=link.batch.patient_code,
            url=reverse("batch-results", args=[link.batch.number]),
        )  # fmt: skip


def _batches(moved: Sequence[Movement]) -> QuerySet[BatchRecord]:
    keys = {one.subject_id for one in moved if one.subject_id and one.subject_type == KIND}
    return BatchRecord.objects.filter(pk__in=keys).order_by("number")
