"""What came into a lot and what became of it: the ledger of all its containers in one account."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, Sum

from materials.models import Container, Issue, Lot, Movement, MovementKind
from materials.models.movement import MovementKind as Kind

ZERO = Decimal(0)
OUTCOMES = (Kind.USED, Kind.RETURNED, Kind.WASTED, Kind.SAMPLED)


@dataclass(frozen=True)
class Account:
    """Each kind of movement with its sum, of stock and of what was issued; and what is there."""

    stock: dict[MovementKind, Decimal]
    issued: dict[MovementKind, Decimal]
    outstanding: Decimal
    remaining: Decimal

    @property
    def lines(self) -> list[tuple[MovementKind, Decimal]]:
        """What changed the stock, in the order of the kinds."""
        return [(kind, self.stock[kind]) for kind in Kind if kind in self.stock]

    @property
    def handed_out(self) -> Decimal:
        return -self.stock.get(Kind.ISSUED, ZERO)

    @property
    def outcomes(self) -> list[tuple[MovementKind, Decimal]]:
        """What became of what was issued."""
        return [(kind, self.issued.get(kind, ZERO)) for kind in OUTCOMES]

    @property
    def is_exact(self) -> bool:
        """All that moved is what remains; issued is used, returned, wasted, sampled and open."""
        accounted = sum(self.issued.values(), ZERO) + self.outstanding
        return sum(self.stock.values(), ZERO) == self.remaining and self.handed_out == accounted


def account_of(lot: Lot) -> Account:
    """Read from the ledger, and compared with what the containers say."""
    of_issue = Q(issue__isnull=False) & ~Q(kind=Kind.ISSUED)
    sums = (
        Movement.objects.filter(container__lot=lot)
        .order_by()
        .values_list("kind")
        .annotate(changed=Sum("change"), accounted=Sum("quantity", filter=of_issue))
    )
    stock, issued = {}, {}
    for kind, changed, accounted in sums:
        if changed:
            stock[Kind(kind)] = changed
        if accounted:
            issued[Kind(kind)] = accounted
    left = Issue.objects.filter(container__lot=lot).aggregate(all=Sum("outstanding"))["all"]
    there = Container.objects.filter(lot=lot).aggregate(all=Sum("remaining"))["all"]
    return Account(stock, issued, left or ZERO, there or ZERO)
