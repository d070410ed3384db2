"""Everything that has something of a lot in it, as a list to act on (Part IV 14)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from itertools import chain
from uuid import UUID

from django.urls import reverse

from materials.amounts import amount_of
from materials.genealogy import descendants
from materials.models import Container, Lot, Movement, MovementKind


@dataclass(frozen=True)
class Row:
    """One line: what kind of thing, its code, of what, its state, and where it is or went."""

    kind: str
    code: str
    of: str = ""
    state: str = ""
    where: str = ""
    patient: str = ""
    url: str = ""

    def stored(self) -> dict[str, str]:
        """Without the address, which is the page's."""
        return {name: value for name, value in asdict(self).items() if name != "url"}


Source = Callable[[Sequence[Movement]], Iterable[Row]]
SOURCES: list[Source] = []


def contribute_recalled(source: Source) -> Source:
    """A higher app adds what it made of what was taken: batches with their patients' codes.

    It is given the movements out of all containers concerned, with what they were for.
    """
    if source not in SOURCES:
        SOURCES.append(source)
    return source


def recalled(lot: Lot) -> list[Row]:
    """The lot, all lots and containers with something of it, and what higher apps know of."""
    own = Container.objects.filter(lot=lot).values_list("pk", flat=True)
    found = (
        Container.objects.filter(pk__in=descendants(own))
        .select_related("lot__material", "lot__product", "lot__owner")
        .order_by("lot__number", "code")
    )
    containers = list(found)
    lots = {one.lot_id: one.lot for one in containers} | {lot.pk: lot}
    taken = list(
        Movement.objects.filter(container__in=containers)
        .exclude(kind__in=[MovementKind.RECEIVED, MovementKind.MADE])
        .order_by("moved_at", "id")
    )
    went: dict[UUID, dict[str, None]] = defaultdict(dict)
    for move in taken:
        went[move.container_id][move.purpose] = None
    return [
        *map(_lot_row, lots.values()),
        *chain.from_iterable(source(taken) for source in SOURCES),
        *(_container_row(one, went[one.pk]) for one in containers),
    ]


def _lot_row(lot: Lot) -> Row:
    return Row(
        "lot", lot.number, of=f"{lot.what.code} {lot.what.name}", where=str(lot.owner or ""),
        state=str(lot.get_status_display()), url=reverse("lot", args=[lot.number]),
    )  # fmt: skip


def _container_row(one: Container, went: Iterable[str]) -> Row:
    left = amount_of(one.remaining, one.lot.measured_in)
    return Row(
        "container", one.code, of=one.lot.number, state=left,
        where=", ".join(filter(None, [one.place, *went])),
        url=reverse("container", args=[one.code]),
    )  # fmt: skip
