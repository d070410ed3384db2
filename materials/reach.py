"""What a thing of stock reaches: its containers, and everything that has something of them."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from materials.genealogy import descendants
from materials.models import ApprovedSource, Container, Hold, Lot, Material, Order, Recall

LOT, CONTAINER = Lot._meta.label_lower, Container._meta.label_lower
HOLD, ORDER = Hold._meta.label_lower, Order._meta.label_lower
MATERIAL, SOURCE = Material._meta.label_lower, ApprovedSource._meta.label_lower
RECALL = Recall._meta.label_lower
STOCK = {LOT, CONTAINER, HOLD, ORDER, MATERIAL, SOURCE, RECALL}


def reached_by(kind: str, key: UUID) -> set[UUID]:
    """The containers of a lot, a container, a hold, an order, a material, a source or a recall, and
    all that was made of them.
    """
    return descendants(own_containers(kind, key).values_list("pk", flat=True))


def own_containers(kind: str, key: UUID) -> QuerySet[Container]:
    """Those that it is about itself; none for another kind of record."""
    if kind == HOLD:
        hold = Hold.objects.filter(pk=key).first()
        return held_itself(hold) if hold else Container.objects.none()
    asked = {
        LOT: Q(lot=key), CONTAINER: Q(pk=key), ORDER: Q(lot__order=key),
        MATERIAL: Q(lot__material=key), SOURCE: Q(lot__source=key), RECALL: Q(lot__recalls=key),
    }  # fmt: skip
    return Container.objects.filter(asked.get(kind, Q(pk__in=[])))


def held_itself(hold: Hold) -> QuerySet[Container]:
    """What the hold was placed on."""
    if hold.lot_id:
        return Container.objects.filter(lot=hold.lot_id)
    if hold.container_id:
        return Container.objects.filter(pk=hold.container_id)
    return Container.objects.filter(lot__donor_code__iexact=hold.donor_code)
