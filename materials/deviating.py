"""Records of stock that deviations are about, and what is filled in from each."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from materials.amounts import amount_of
from materials.models import Container, Hold, Lot, Order, OrderLine
from materials.reach import CONTAINER, HOLD, LOT, ORDER
from measures.numbers import plain
from people.permissions import Permission
from quality.subjects import Context, Field, Subject, contribute_context, contribute_subject

Fact = tuple[str, str]
LOTS = Lot.objects.select_related("material", "product", "source__supplier", "order")
CONTAINERS = Container.objects.select_related(
    "lot__material", "lot__product", "lot__source__supplier", "lot__order"
)


@contribute_subject(LOT, Permission.VIEW_MATERIALS)
def lot(key: UUID) -> Subject | None:
    one = LOTS.filter(pk=key).first()
    if one is None:
        return None
    return Subject(LOT, key, one.number, reverse("lot", args=[one.number]), product=_product(one))


@contribute_context(LOT)
def context_of_lot(key: UUID) -> Context:
    """How it came, and its receipt and status as fields."""
    one = LOTS.get(pk=key)
    return Context(tuple(_of_lot(one)), tuple(_fields_of(one)), one.entered_at)


@contribute_subject(CONTAINER, Permission.VIEW_MATERIALS)
def container(key: UUID) -> Subject | None:
    one = CONTAINERS.filter(pk=key).first()
    if one is None:
        return None
    page = reverse("container", args=[one.code])
    return Subject(CONTAINER, key, one.code, page, product=_product(one.lot))


@contribute_context(CONTAINER)
def context_of_container(key: UUID) -> Context:
    """What is left of it and where, and its lot."""
    one = CONTAINERS.get(pk=key)
    left = amount_of(one.remaining, one.lot.measured_in)
    fields = [Field(_("Amount in it"), left), Field(_("Place"), one.place)]
    return Context((*_of_lot(one.lot),), (*fields, *_fields_of(one.lot)))


@contribute_subject(HOLD, Permission.VIEW_MATERIALS)
def hold(key: UUID) -> Subject | None:
    holds = Hold.objects.select_related("lot__product", "container__lot__product")
    one = holds.filter(pk=key).first()
    if one is None:
        return None
    of = one.lot or (one.container.lot if one.container else None)
    page = reverse("hold", args=[one.number])
    return Subject(HOLD, key, str(one), page, product=_product(of) if of else "")


@contribute_context(HOLD)
def context_of_hold(key: UUID) -> Context:
    one = Hold.objects.select_related("lot", "container").get(pk=key)
    return Context(((_("Held"), str(one.on)), (_("Reason"), one.reason)), at=one.placed_at)


@contribute_subject(ORDER, Permission.VIEW_MATERIALS)
def order(key: UUID) -> Subject | None:
    one = Order.objects.select_related("product").filter(pk=key).first()
    if one is None:
        return None
    product = one.product.code if one.product else ""
    return Subject(ORDER, key, one.number, reverse("order", args=[one.pk]), product=product)


@contribute_context(ORDER)
def context_of_order(key: UUID) -> Context:
    """The supplier, and a field a line: what came of what was ordered."""
    one = Order.objects.select_related("supplier").get(pk=key)
    lines = OrderLine.objects.with_received().filter(order=one).select_related("source__material")
    fields = (
        Field(
            str(line.source.material),
            amount_of(line.came, line.unit),
            required=amount_of(line.quantity, line.unit),
        )
        for line in lines
    )
    return Context(((_("Supplier"), one.supplier.name),), tuple(fields))


def _product(lot: Lot) -> str:
    return lot.product.code if lot.product else ""


def _of_lot(lot: Lot) -> Iterator[Fact]:
    yield _("Lot"), lot.number
    yield _("Of"), f"{lot.what.code} {lot.what.name}"
    if lot.source is not None:
        yield _("Supplier"), lot.source.supplier.name
        yield _("Supplier's lot"), lot.supplier_lot
    if lot.order is not None:
        yield _("Order"), str(lot.order)
    if lot.note:
        yield _("Note"), lot.note


def _fields_of(lot: Lot) -> Iterator[Field]:
    yield Field(_("Status"), str(lot.get_status_display()))
    if lot.source is not None:
        found = "; ".join(str(one.label) for one in lot.found)
        yield Field(_("Receipt"), found or _("as ordered"), at=lot.entered_at)
    if lot.coldest is not None and lot.warmest is not None:
        came = _("%(coldest)s to %(warmest)s °C") % {
            "coldest": plain(lot.coldest), "warmest": plain(lot.warmest),
        }  # fmt: skip
        yield Field(
            _("Temperature on the way"),
            came,
            required=lot.material.accepted_temperatures if lot.material else "",
            at=lot.entered_at,
        )
