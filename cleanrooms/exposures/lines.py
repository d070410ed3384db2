"""An answer to what-if as lines of one table, sorted as somebody asks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cleanrooms.exposures.answer import Answer, Met
from cleanrooms.models import Exposure
from materials.models import Container, Lot, LotStatus

LOT, CONTAINER, PERSON, DERIVED_LOT, DERIVED = "LOT", "CONTAINER", "PERSON", "MADE_LOT", "MADE"
KINDS = {
    LOT: _("Lot"),
    CONTAINER: _("Container"),
    PERSON: _("Person"),
    DERIVED_LOT: _("Lot made of it"),
    DERIVED: _("Container made of it"),
}
PLURALS = {
    LOT: _("Lots"),
    CONTAINER: _("Containers"),
    PERSON: _("Persons"),
    DERIVED_LOT: _("Lots made of them"),
    DERIVED: _("Containers made of them"),
}
SORTS = ("code", "kind", "where", "since", "until", "state")


@dataclass(frozen=True)
class Line:
    """`is_open` is None where it says nothing: for persons, and for what was not there itself."""

    kind: str
    code: str
    of: str = ""
    state: str = ""
    sign: str = "neutral"
    is_held: bool = False
    is_open: bool | None = None
    where: str = ""
    since: datetime | None = None
    until: datetime | None = None
    goes_on: bool = False
    page: str = ""
    address: str = ""

    @property
    def url(self) -> str:
        """Its own page; of a batch, as the app above says."""
        return reverse(self.page, args=[self.code]) if self.page else self.address

    @property
    def kind_name(self) -> str:
        return str(KINDS[self.kind])

    @property
    def handling(self) -> str:
        if self.is_open is None:
            return ""
        return str(_("Open") if self.is_open else _("Closed"))


def lines_of(answer: Answer, sort: str = "") -> list[Line]:
    """All lines, by kind unless `sort` names a column (with `-`: the other way round)."""
    found = [*_stays(answer), *_reached(answer)]
    name = sort.removeprefix("-")
    if name not in SORTS:
        return found
    by_name = attrgetter("kind_name" if name == "kind" else name)

    def key(line: Line) -> tuple[bool, Any]:
        value = by_name(line)
        return (value is None or value == "", value or "")

    filled = [one for one in found if not key(one)[0]]
    empty = [one for one in found if key(one)[0]]
    return sorted(filled, key=lambda one: key(one)[1], reverse=sort.startswith("-")) + empty


def counts(answer: Answer) -> list[tuple[str, int]]:
    """How many different ones of each kind."""
    found: dict[str, set[str]] = {kind: set() for kind in KINDS}
    for line in lines_of(answer):
        found[line.kind].add(line.code)
    return [(str(PLURALS[kind]), len(codes)) for kind, codes in found.items()]


def where(one: Exposure) -> str:
    """The room, and the zone and the device where they are said."""
    return " · ".join(place.code for place in (one.room, one.zone, one.equipment) if place)


def _stays(answer: Answer) -> Iterator[Line]:
    for met in answer.lots:
        yield _lot_line(answer, met)
    for met in answer.persons:
        person = met.exposure.person
        if person is not None:
            yield Line(
                PERSON, person.username, of=person.display_name, where=where(met.exposure),
                **_when(met),
            )  # fmt: skip


def _lot_line(answer: Answer, met: Met) -> Line:
    one, lot, made = met.exposure, met.lot, met.made
    said = {"is_open": one.is_open, "where": where(one), **_when(met)}
    if lot is None:
        told: dict[str, Any] = {}
        if made is not None:
            told = {"of": made.of, "state": made.state, "address": made.url}
        return Line(LOT, one.number, **told, **said)
    return Line(LOT, lot.number, **_of_lot(lot, answer), **said)


def _of_lot(lot: Lot, answer: Answer) -> dict[str, Any]:
    return {
        "of": f"{lot.what.code} {lot.what.name}", "state": str(LotStatus(lot.status).label),
        "sign": lot.sign, "is_held": lot.pk in answer.held_lots, "page": "lot",
    }  # fmt: skip


def _when(met: Met) -> dict[str, Any]:
    return {"since": met.since, "until": met.until, "goes_on": met.until is None}


def _reached(answer: Answer) -> Iterator[Line]:
    there = {lot.pk for lot in answer.lots_exposed}
    for container in answer.containers:
        yield _container_line(CONTAINER, container, answer)
    later = {one.lot_id: one.lot for one in answer.derived if one.lot_id not in there}
    for lot in sorted(later.values(), key=attrgetter("number")):
        yield Line(DERIVED_LOT, lot.number, **_of_lot(lot, answer))
    for container in answer.derived:
        yield _container_line(DERIVED, container, answer)


def _container_line(kind: str, one: Container, answer: Answer) -> Line:
    return Line(
        kind, one.code, of=one.lot.number, state=str(LotStatus(one.lot.status).label),
        sign=one.lot.sign, is_held=one.pk in answer.held, where=one.place, page="container",
    )  # fmt: skip
