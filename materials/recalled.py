"""Everything that has something of a lot in it, as a list to act on (Part IV 14)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from itertools import chain
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from materials.amounts import amount_of
from materials.genealogy import descendants
from materials.models import Container, Lot, Movement, MovementKind

LOT, BATCH, CONTAINER, SAMPLE, SHIPMENT = "lot", "batch", "container", "sample", "shipment"
KINDS = {
    LOT: _("Lots"),
    BATCH: _("Batches"),
    CONTAINER: _("Containers"),
    SAMPLE: _("Samples"),
    SHIPMENT: _("Shipments"),
}
SINGULAR = {
    LOT: _("Lot"),
    BATCH: _("Batch"),
    CONTAINER: _("Container"),
    SAMPLE: _("Sample"),
    SHIPMENT: _("Shipment"),
}
CAME = {MovementKind.RECEIVED, MovementKind.MADE}


@dataclass(frozen=True)
class Row:
    """One line: what kind of thing, its code, of what, its state, how much is in it, its place,
    what it was taken for, and the codes of the patients whose it is.

    `about` is the record of a higher app that the row is: what was made for it is its patient's.
    """

    kind: str
    code: str
    of: str = ""
    state: str = ""
    amount: str = ""
    place: str = ""
    uses: str = ""
    patient: str = ""
    url: str = ""
    about: UUID | None = field(default=None, compare=False)

    def stored(self) -> dict[str, str]:
        """Without the address, which is the page's."""
        return {key: value for key, value in asdict(self).items() if key not in {"url", "about"}}


Source = Callable[[Sequence[Movement]], Iterable[Row]]
SOURCES: dict[Source, str] = {}


def contribute_recalled(kind: str) -> Callable[[Source], Source]:
    """A higher app adds what it knows of one kind: batches with their patients' codes, samples.

    It is given the movements of all containers concerned, with what they were for.
    """

    def added(source: Source) -> Source:
        SOURCES[source] = kind
        return source

    return added


def recalled(lot: Lot) -> list[Row]:
    """The lot, all lots and containers with something of it, and what higher apps know of."""
    own = Container.objects.filter(lot=lot).values_list("pk", flat=True)
    found = (
        Container.objects.filter(pk__in=descendants(own))
        .select_related("lot__material", "lot__product", "lot__owner")
        .order_by("lot__number", "code")
    )
    containers = {one.pk: one for one in found}
    lots = {one.lot_id: one.lot for one in containers.values()} | {lot.pk: lot}
    moved = list(
        Movement.objects.filter(container__in=containers)
        .exclude(kind=MovementKind.RECEIVED)
        .order_by("moved_at", "id")
    )
    told = [row for source in SOURCES for row in source(moved)]
    whose = _patients(told, moved, containers)
    went: dict[UUID, dict[str, None]] = defaultdict(dict)
    for move in moved:
        if move.kind not in CAME and move.purpose:
            went[move.container_id][move.purpose] = None
    rows = chain(
        (replace(_lot_row(one), patient=whose[one.pk]) for one in lots.values()),
        told,
        (
            replace(_container_row(one, went[one.pk]), patient=whose[one.lot_id])
            for one in containers.values()
        ),
        (_sample_row(one, containers) for one in moved if one.kind == MovementKind.SAMPLED),
    )
    order = list(KINDS)
    return sorted(rows, key=lambda row: order.index(row.kind))


def with_links(rows: Iterable[Row]) -> list[Row]:
    """Lots and containers as they were written down, with the way to their pages."""
    pages = {LOT: "lot", CONTAINER: "container"}
    return [
        replace(row, url=reverse(pages[row.kind], args=[row.code])) if row.kind in pages else row
        for row in rows
    ]


def totals(rows: Iterable[Row | Mapping[str, str]]) -> list[tuple[object, int]]:
    """How many of each kind; none of a kind that nobody tells of here."""
    kinds = (row.kind if isinstance(row, Row) else row["kind"] for row in rows)
    count = Counter(kinds)
    known = {LOT, CONTAINER, SAMPLE, *SOURCES.values()}
    return [(name, count[kind]) for kind, name in KINDS.items() if kind in known or count[kind]]


def is_told(kind: str) -> bool:
    """Whether some app knows of this kind of thing."""
    return kind in SOURCES.values()


def _patients(
    told: Iterable[Row], moved: Iterable[Movement], containers: Mapping[UUID, Container]
) -> Mapping[UUID, str]:
    """Of each lot the patients of the batches that it was made for."""
    patient = {row.about: row.patient for row in told if row.about and row.patient}
    found: dict[UUID, dict[str, None]] = defaultdict(dict)
    for move in moved:
        if move.kind == MovementKind.MADE and move.subject_id in patient:
            found[containers[move.container_id].lot_id][patient[move.subject_id]] = None
    return defaultdict(str, {lot: ", ".join(codes) for lot, codes in found.items()})


def _lot_row(lot: Lot) -> Row:
    return Row(
        LOT, lot.number,
        of=", ".join(filter(None, [f"{lot.what.code} {lot.what.name}", str(lot.owner or "")])),
        state=str(lot.get_status_display()), amount=amount_of(lot.quantity, lot.measured_in),
        url=reverse("lot", args=[lot.number]),
    )  # fmt: skip


def _container_row(one: Container, went: Iterable[str]) -> Row:
    return Row(
        CONTAINER, one.code, of=one.lot.number, state=str(one.lot.get_status_display()),
        amount=amount_of(one.remaining, one.lot.measured_in), place=one.place,
        uses=", ".join(went), url=reverse("container", args=[one.code]),
    )  # fmt: skip


def _sample_row(move: Movement, containers: Mapping[UUID, Container]) -> Row:
    """What was sampled out of a container; it may still be in a laboratory."""
    one = containers[move.container_id]
    return Row(
        SAMPLE, one.code, of=one.lot.number, uses=move.reason or move.purpose,
        amount=amount_of(move.quantity, one.lot.measured_in),
        url=reverse("container", args=[one.code]),
    )  # fmt: skip
