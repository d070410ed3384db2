"""What was taken for a batch is in what the batch made, whichever was recorded first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import Q, QuerySet

from integrity.models import Record
from materials.genealogy import ancestors
from materials.linking import link
from materials.models import Container, EdgeKind, Lot, LotKind, Movement, MovementKind
from materials.numbers import one_at_a_time
from people.models import User

# Of what was handed out, this did not go in.
STAYS_OUT = {MovementKind.RETURNED, MovementKind.WASTED, MovementKind.SAMPLED}
BANKS = (LotKind.MASTER_BANK, LotKind.WORKING_BANK)
CARRIES = Q(lot__product__isnull=False) | ~Q(lot__donor_code="") | Q(lot__kind__in=BANKS)

Amounts = dict[Container, Decimal]


def of(subject: Record) -> QuerySet[Movement]:
    """Every line of the ledger that is for this record."""
    return Movement.objects.filter(
        subject_type=subject._meta.label_lower, subject_id=subject.pk
    ).order_by("moved_at", "id")


def carries(lot: Lot) -> bool:
    """What a batch makes: its product, a bank, and what has the donor's cells in it.

    A medium that is prepared for the batch is none of these: it says itself what is in it.
    """
    return bool(lot.product_id or lot.donor_code or lot.is_bank)


def made_for(subject: Record) -> QuerySet[Container]:
    """The containers that the batch made, and what they were divided into."""
    made = of(subject).filter(kind=MovementKind.MADE).values("container__lot")
    return Container.objects.filter(CARRIES, lot__in=made)


def taken_for(subject: Record) -> Amounts:
    """How much of which container was used for the batch, or is handed out for it and not back."""
    return _net(of(subject).select_related("container__lot"))


def stock_of(subject: Record) -> dict[UUID, Container]:
    """All that was taken for the batch, and every container that was made for it."""
    lines = list(of(subject).select_related("container__lot"))
    made = [one.container for one in lines if one.kind == MovementKind.MADE]
    return {one.pk: one for one in (*_net(lines), *made)}


def _net(lines: Iterable[Movement]) -> Amounts:
    amounts: Amounts = defaultdict(Decimal)
    issued = set()
    for one in lines:
        if one.kind == MovementKind.ISSUED:
            issued.add(one.issue_id)
            amounts[one.container] += one.quantity
        elif one.kind == MovementKind.USED and one.issue_id not in issued:
            amounts[one.container] += one.quantity
        elif one.kind in STAYS_OUT and one.issue_id in issued:
            amounts[one.container] -= one.quantity
    return {container: amount for container, amount in amounts.items() if amount > 0}


def consume(
    container: Container, subject: Record, quantity: Decimal, *, by: User, at: datetime
) -> None:
    """It is in what the batch made before: not in itself, and not in what it is made of."""
    alone(subject)
    into = made_for(subject).exclude(lot=container.lot_id)
    link(
        container, into.exclude(pk__in=ancestors([container.pk])), EdgeKind.CONSUMED, quantity,
        by=by, at=at,
    )  # fmt: skip


def alone(subject: Record) -> None:
    """One at a time for a batch: of two at once each would miss what the other one writes."""
    one_at_a_time(f"{subject._meta.label_lower} {subject.pk}")
