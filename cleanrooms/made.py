"""What a room is used for, by its number: a lot, or what an app above makes a lot of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

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
