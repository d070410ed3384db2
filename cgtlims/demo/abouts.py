"""Records that the demo's tables name: "room CR05", "lot AP-0559", "step CART-26-001 7.14"."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db.models import Model

from batches.models import BatchRecord, BatchStep
from cgtlims.demo.stock.deeds import container_of
from cleanrooms.models import Equipment, Room
from documents.models import DocumentVersion
from materials.models import Lot
from quality.subjects import Subject, subject_of


def about(named: str) -> tuple[Subject, datetime | None]:
    """The record as deviations name it, and of a step when it was performed."""
    kind, _space, code = named.partition(" ")
    found = FINDERS[kind](code)
    subject = subject_of(found._meta.label_lower, found.pk)
    if subject is None:
        raise LookupError(f"Deviations are not about {named}.")
    return subject, found.performed_at if isinstance(found, BatchStep) else None


def _step(code: str) -> Model:
    batch, number = code.split()
    operation, sequence = number.split(".")
    return BatchStep.objects.get(
        operation__batch__number=batch, operation__sequence=operation, sequence=sequence
    )


def _container(code: str) -> Model:
    lot, number = code.split()
    return container_of(lot, int(number))


FINDERS: dict[str, Callable[[str], Model]] = {
    "step": _step,
    "container": _container,
    "batch": lambda code: BatchRecord.objects.get(number=code),
    "room": lambda code: Room.objects.get(code=code),
    "equipment": lambda code: Equipment.objects.get(code=code),
    "lot": lambda code: Lot.objects.get(supplier_lot=code),
    "document": lambda code: DocumentVersion.objects.effective().get(document__code=code),
}
