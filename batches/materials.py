"""What batches tell the stock: material is taken for them, and a recall reaches them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse

from batches.models import BatchRecord, BatchSample
from cleanrooms.made import Made, MadeFor, MakesLots, contribute_made, contribute_makers
from materials.models import Lot, Movement, MovementKind
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


def made_for_numbers(numbers: Collection[str]) -> Iterator[MadeFor]:
    """The batches of these numbers, with the lots made of them and what was handed out for them."""
    found = BatchRecord.objects.filter(number__in=numbers).select_related("master__product")
    batches = {batch.pk: batch for batch in found}
    lots: dict[UUID, dict[UUID, None]] = defaultdict(dict)
    handled: dict[UUID, list[tuple[UUID, datetime]]] = defaultdict(list)
    moves = Movement.objects.filter(subject_type=KIND, subject_id__in=batches)
    for move in moves.select_related("container").order_by("moved_at", "id"):
        batch = move.subject_id
        if batch is None:
            continue
        if move.kind == MovementKind.MADE:
            lots[batch][move.container.lot_id] = None
        else:
            handled[batch].append((move.container_id, move.moved_at))
    for key, one in batches.items():
        yield MadeFor(
            one.number, one.master.product.name, str(one.get_status_display()),
            reverse("batch", args=[one.number]), tuple(lots[key]), tuple(handled[key]),
        )  # fmt: skip


def numbers_of_batches(lot: Lot) -> list[str]:
    """Of the batches that made the lot."""
    moves = Movement.objects.filter(
        container__lot=lot, kind=MovementKind.MADE, subject_type=KIND
    ).values("subject_id")
    return list(BatchRecord.objects.filter(pk__in=moves).values_list("number", flat=True))


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


contribute_makers(MakesLots(made_for_numbers, numbers_of_batches))
