"""Questions about stock that several pages and commands ask."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import (
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
)
from django.db.models.functions import Coalesce, Least

from integrity.models.fields import ExactDecimalField
from materials.genealogy import HELD_CONTAINERS, LOT_IS_HELD, held
from materials.models import Container, Lot, LotStatus, Material, OrderLine, Reservation

ZERO = Decimal(0)


@dataclass(frozen=True)
class Pick:
    """So much of this container."""

    container: Container
    quantity: Decimal


def usable(material: Material, at: datetime) -> list[tuple[Container, Decimal]]:
    """What may be used now, with how much of it is not reserved; what ends first comes first."""
    rows = (
        _free(Container.objects.in_stock().filter(lot__material=material))
        .filter(lot__status=LotStatus.RELEASED)
        .select_related("lot__material")
        .annotate(ends=_ends())
        .filter(Q(ends__isnull=True) | Q(ends__gt=at))
        .order_by(F("ends").asc(nulls_last=True), F("opened_at").asc(nulls_last=True), "code")
    )
    found = list(rows)
    blocked = held([one.pk for one in found])
    return [(one, one.free) for one in found if one.pk not in blocked and one.free > 0]  # type: ignore[attr-defined]


def proposal(material: Material, quantity: Decimal, at: datetime) -> list[Pick]:
    """First expired, first out: which containers make up the quantity, or all there is."""
    picks: list[Pick] = []
    for container, free in usable(material, at):
        if quantity <= 0:
            break
        taken = min(free, quantity)
        picks.append(Pick(container, taken))
        quantity -= taken
    return picks


def in_stock(lots: QuerySet[Lot], at: datetime) -> QuerySet[Lot]:
    """With what remains, and whether something of it is held, itself or by what is in it; whether
    it is over, or to be tested again.
    """
    own = Container.objects.filter(lot=OuterRef("pk")).order_by().values("lot")
    remaining = own.annotate(all=Sum("remaining")).values("all")
    return lots.annotate(
        remaining=Coalesce(Subquery(remaining), ZERO, output_field=ExactDecimalField()),
        is_held=LOT_IS_HELD,
        is_over=Q(expires_at__lte=at, expires_at__isnull=False),
        is_to_retest=Q(retest_at__lte=at, retest_at__isnull=False),
    )


def below_level(at: datetime) -> list[tuple[Material, Decimal]]:
    """Materials of which less is available than their reorder level, and nothing is on its way.

    Available is what is released, in date, not held, and not kept for a purpose.
    """
    good = (
        _free(Container.objects.in_stock())
        .filter(lot__material=OuterRef("pk"), lot__status=LotStatus.RELEASED)
        .annotate(ends=_ends())
        .filter(Q(ends__isnull=True) | Q(ends__gt=at))
        .exclude(pk__in=HELD_CONTAINERS)
    )
    free = good.order_by().values("lot__material").annotate(all=Sum("free")).values("all")
    ordered = OrderLine.objects.filter(
        source__material=OuterRef("pk"), order__closed_at__isnull=True
    )
    rows = (
        Material.objects.filter(reorder_level__isnull=False)
        .exclude(Exists(ordered))
        .annotate(left=Coalesce(Subquery(free), ZERO, output_field=ExactDecimalField()))
        .filter(left__lt=F("reorder_level"))
    )
    return [(one, one.left) for one in rows]  # type: ignore[attr-defined]


def _ends() -> Least:
    """The earliest end; PostgreSQL passes over what is not known."""
    return Least("lot__expires_at", "lot__retest_at", "opened_until", "thawed_until")


def _free(containers: QuerySet[Container]) -> QuerySet[Container]:
    standing = Reservation.objects.filter(container=OuterRef("pk"), ended_at__isnull=True)
    kept = standing.order_by().values("container").annotate(all=Sum("quantity")).values("all")
    kept_of_it = Coalesce(Subquery(kept), ZERO, output_field=ExactDecimalField())
    left = ExpressionWrapper(F("remaining") - kept_of_it, output_field=ExactDecimalField())
    return containers.annotate(free=left)
