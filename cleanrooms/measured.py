"""What was measured with a device: told by the apps that own the records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from operator import attrgetter
from uuid import UUID

from django.urls import reverse

from cleanrooms.models import Equipment, EquipmentUse, Evidence, EvidenceKind, Outcome
from materials.models import Lot

BEGINNING = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Measured:
    """One thing that was measured with a device, at a moment, for a record.

    `kind`, `id` and `label` name the record that a deviation would touch, none where there is none;
    `sponsor` is the organisation whose it is. `url` leads to where it is shown.
    """

    at: datetime
    what: str
    url: str = ""
    kind: str = ""
    id: UUID | None = None
    label: str = ""
    sponsor: UUID | None = None


Source = Callable[[Equipment, datetime, datetime], Iterable[Measured]]
SOURCES: list[Source] = []


def contribute_measured(source: Source) -> Source:
    """Adds a source: given a device and from when until when, what was measured with it then."""
    if source not in SOURCES:
        SOURCES.append(source)
    return source


def measured_with(equipment: Equipment, since: datetime, until: datetime) -> list[Measured]:
    """All that the sources know, the first one first."""
    found = [one for source in SOURCES for one in source(equipment, since, until)]
    return sorted(found, key=attrgetter("at"))


def last_good(evidence: Evidence) -> Evidence | None:
    """The calibration before this one that left the device within its limits and was released."""
    earlier = Evidence.objects.standing().filter(
        equipment=evidence.equipment_id, kind=EvidenceKind.CALIBRATION, outcome=Outcome.PASSED,
        released_at__isnull=False, performed_at__lt=evidence.performed_at,
    )  # fmt: skip
    return earlier.order_by("-performed_at").first()


def in_doubt(evidence: Evidence) -> list[Measured]:
    """Everything measured with the device between its last good calibration and this bad one.

    Where there is none before, from the beginning; until it was recorded that it was bad.
    """
    device = evidence.equipment
    if device is None or evidence.kind != EvidenceKind.CALIBRATION or not evidence.found_bad:
        return []
    good = last_good(evidence)
    return measured_with(device, good.performed_at if good else BEGINNING, evidence.recorded_at)


@contribute_measured
def uses(equipment: Equipment, since: datetime, until: datetime) -> Iterator[Measured]:
    """The lines of its use log; a lot is what a deviation would touch."""
    rows = EquipmentUse.objects.filter(equipment=equipment).within(since, until)
    for use in rows.select_related("lot").order_by("began_at"):
        lot = use.lot
        if lot is None:
            yield Measured(use.began_at, use.purpose)
            continue
        yield Measured(
            use.began_at, use.purpose, lot_page(lot), Lot._meta.label_lower, lot.pk, lot.number,
            lot.owner_id,
        )  # fmt: skip


def lot_page(lot: Lot) -> str:
    return reverse("lot", args=[lot.number])
