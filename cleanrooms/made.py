"""What a room is used for, by its number: a lot, or what an app above makes a lot of."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from materials.models import Lot, Product


@dataclass(frozen=True)
class Made:
    """Its number as it is written, the product it is of, and the lot where there is one."""

    number: str
    product: Product | None
    lot: Lot | None = None


Named = Callable[[str], Made | None]
NAMED: list[Named] = []


def contribute_made(named: Named) -> Named:
    """A higher app knows the number: a batch has one before its lot is made."""
    if named not in NAMED:
        NAMED.append(named)
    return named


def made_named(number: str) -> Made | None:
    """What the number names, without regard to case; nothing when nobody knows it."""
    lot = Lot.objects.filter(number__iexact=number).select_related("product").first()
    if lot is not None:
        return Made(lot.number, lot.product, lot)
    return next((made for named in NAMED if (made := named(number)) is not None), None)


@dataclass(frozen=True)
class MadeFor:
    """What is made under a number: its product and state in words, its page, the lots made of it
    so far, and the containers from which something was handed out for it, each with when.
    """

    number: str
    of: str
    state: str
    url: str
    lots: tuple[UUID, ...] = ()
    handled: tuple[tuple[UUID, datetime], ...] = ()


@dataclass(frozen=True)
class MakesLots:
    """What a higher app answers: what is made under numbers, and under which numbers a lot was."""

    of_numbers: Callable[[Collection[str]], Iterable[MadeFor]]
    of_lot: Callable[[Lot], Iterable[str]]


MAKERS: list[MakesLots] = []


def contribute_makers(maker: MakesLots) -> None:
    if maker not in MAKERS:
        MAKERS.append(maker)


def made_for(numbers: Collection[str]) -> dict[str, MadeFor]:
    """By number; none for one that nobody knows."""
    if not numbers:
        return {}
    return {one.number: one for maker in MAKERS for one in maker.of_numbers(numbers)}


def numbers_of(lot: Lot) -> list[str]:
    """Its own, and those under which it was made."""
    return [lot.number, *(number for maker in MAKERS for number in maker.of_lot(lot))]
