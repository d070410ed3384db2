"""What-if: everything that was exposed at a place in a period, and what was made of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from cleanrooms.exposures.places import Place, exposures_at
from cleanrooms.made import MadeFor, made_for
from cleanrooms.models import Exposure
from materials.genealogy import descendants_since, held_among
from materials.models import Container, Hold, Lot

NAMES = ("room", "zone", "equipment", "container", "person")  # each is read once, not once a row


@dataclass(frozen=True)
class Met:
    """One stay of one thing at the place, and the part of it within what was asked.

    `until` is None while it goes on. `lot` is what the exposure is of, or a lot that was made
    under its number; `made` what is known of that number.
    """

    exposure: Exposure
    since: datetime
    until: datetime | None
    lot: Lot | None = None
    made: MadeFor | None = None


@dataclass
class Answer:
    """What was asked, when, and what was found.

    `containers` are those of exposed lots, those that were exposed themselves, and those from which
    something had been handed out for a batch that was exposed. `derived` has something in it that
    came out of those since. `held` and `held_lots` must not be used now.
    """

    place: Place
    since: datetime
    until: datetime
    asked_at: datetime
    lots: list[Met] = field(default_factory=list)
    persons: list[Met] = field(default_factory=list)
    containers: list[Container] = field(default_factory=list)
    derived: list[Container] = field(default_factory=list)
    held: set[UUID] = field(default_factory=set)
    held_lots: set[UUID] = field(default_factory=set)

    @property
    def lots_exposed(self) -> list[Lot]:
        """Each once, by number."""
        found = {one.lot.pk: one.lot for one in self.lots if one.lot}
        return sorted(found.values(), key=lambda lot: lot.number)


def what_if(place: Place, since: datetime, until: datetime, at: datetime) -> Answer:
    """Every lot, container and person that was at the place, and what was derived from them."""
    answer = Answer(place, since, until, at)
    rows = list(exposures_at(place, since, until).prefetch_related(*NAMES).order_by("period"))
    made = made_for({one.number for one in rows if one.number})
    of_rows = {one.container.lot_id if one.container else one.lot_id for one in rows}
    lots = _lots(of_rows, made)
    roots: dict[UUID, datetime] = {}
    of_lots: dict[UUID, datetime] = {}
    for one in rows:
        if one.person_id:
            answer.persons.append(_met(answer, one))
            continue
        _note(roots, one.container_id, one.period.lower)
        known = made.get(one.number)
        for lot in _lots_of(one, known, lots):
            answer.lots.append(_met(answer, one, lot, known))
            if lot is not None and one.container is None:  # else only that one was there
                _note(of_lots, lot.pk, one.period.lower)
        for container, moved_at in known.handled if known else ():
            if moved_at <= (one.period.upper or at):
                _note(roots, container, one.period.lower)
    _follow(answer, roots, of_lots, lots)
    return answer


def lots_at(place: Place, since: datetime, until: datetime) -> list[Lot]:
    """The lots alone, each once, by number."""
    rows = exposures_at(place, since, until).filter(person__isnull=True)
    keys, numbers = set(), set()
    for lot, number, of_container in rows.values_list("lot", "number", "container__lot"):
        keys |= {lot, of_container} - {None}
        numbers |= {number} - {""}
    keys |= {key for one in made_for(numbers).values() for key in one.lots}
    found = Lot.objects.filter(pk__in=keys).select_related("material", "product")
    return list(found.order_by("number"))


def _lots_of(one: Exposure, known: MadeFor | None, lots: dict[UUID, Lot]) -> Iterator[Lot | None]:
    """Of a batch the lots made so far; before there is one, its number stands alone."""
    if one.container is not None:
        yield lots[one.container.lot_id]
    elif one.lot_id:
        yield lots[one.lot_id]
    else:
        yield from [lots[key] for key in known.lots] if known and known.lots else [None]


def _met(answer: Answer, one: Exposure, lot: Lot | None = None, made: MadeFor | None = None) -> Met:
    ended = one.period.upper
    goes_on = ended is None and answer.until >= answer.asked_at
    until = None if goes_on else min(ended or answer.until, answer.until)
    return Met(one, max(one.period.lower, answer.since), until, lot, made)


def _note(found: dict[UUID, datetime], key: UUID | None, since: datetime) -> None:
    """The first moment of each."""
    if key is not None:
        found[key] = min(found.get(key, since), since)


def _lots(keys: Iterable[UUID | None], made: dict[str, MadeFor]) -> dict[UUID, Lot]:
    wanted = {key for key in keys if key} | {key for one in made.values() for key in one.lots}
    return Lot.objects.select_related("material", "product").in_bulk(wanted)


def _follow(
    answer: Answer, roots: dict[UUID, datetime], of_lots: dict[UUID, datetime],
    lots: dict[UUID, Lot],
) -> None:  # fmt: skip
    own = Container.objects.filter(lot__in=of_lots).values_list("pk", "lot")
    for key, lot in own:
        _note(roots, key, of_lots[lot])
    reached = descendants_since(roots)
    found = list(Container.objects.filter(pk__in=reached).order_by("code"))
    lots |= _lots({one.lot_id for one in found} - set(lots), {})
    for container in found:
        container.lot = lots[container.lot_id]
        (answer.containers if container.pk in roots else answer.derived).append(container)
    answer.held = held_among(reached)
    held = Hold.objects.standing().filter(lot__in={one.lot_id for one in found} | set(of_lots))
    of_held = {one.lot_id for one in found if one.pk in answer.held}
    answer.held_lots = set(held.values_list("lot", flat=True)) | of_held
