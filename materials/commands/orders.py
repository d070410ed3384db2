"""Purchase orders: what is ordered of a supplier, a line for each material."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from integrity.commands import command, say
from integrity.refusals import Blocker, refuse, refuse_if
from integrity.texts import one_line, text_blockers
from integrity.unique import unique
from materials.gates import order_blockers, supply_blockers
from materials.gates.amounts import amount_blockers
from materials.models import ApprovedSource, Order, OrderLine, Product
from measures.numbers import plain
from people.models import User
from people.models.qualification import day_of
from people.permissions import Permission

Line = tuple[ApprovedSource, Decimal]


@command(permission=Permission.MANAGE_MATERIALS)
def order_material(
    *, source: ApprovedSource, number: str, quantity: Decimal, by: User, at: datetime,
    others: Sequence[Line] = (), product: Product | None = None, expected_on: date | None = None,
) -> Order:  # fmt: skip
    """So much is ordered from an approved source, and of others of the same supplier, as one order.

    With a product it is ordered for that product's sponsor, within an agreement.
    """
    lines = [(source, quantity), *others]
    order = Order(
        supplier=source.supplier, number=one_line(number), product=product, ordered_at=at,
        ordered_by=by, expected_on=expected_on,
    )  # fmt: skip
    refuse_if([
        *text_blockers(Order, number=order.number), *order_blockers(product, at=at),
        *_line_blockers(order, lines, at), *_expected(order, at),
    ])  # fmt: skip
    used = refuse(
        "ORDER_KNOWN",
        _("%(order)s is ordered already.") % {"order": order},
        clears=_("Give another number."),
        field="number",
    )
    with unique(used):
        order.save(force_insert=True)
    OrderLine.objects.bulk_create(
        OrderLine(order=order, source=one, quantity=amount) for one, amount in lines
    )
    told = [{"material": one.material.code, "quantity": amount} for one, amount in lines]
    for_whom = product.code if product else ""
    say("material.ordered", about=order, details={"lines": told, "product": for_whom})
    return order


@command(permission=Permission.MANAGE_MATERIALS)
def close_order(*, order: Order, reason: str, by: User, at: datetime) -> Order:
    """Nothing more of it is to come."""
    order = order.lock()
    if order.closed_at is not None:
        raise refuse("CLOSED", _("%(order)s is closed already.") % {"order": order})
    order.closed_at, order.closed_by, order.closed_reason = at, by, one_line(reason)
    order.store()
    lines = order.lines.select_related("source__material")
    left = {str(line.source.material): plain(line.outstanding) for line in lines}
    say("order.closed", about=order, reason=reason, details={"outstanding": left})
    return order


def _expected(order: Order, at: datetime) -> Iterator[Blocker]:
    if order.expected_on is not None and order.expected_on < day_of(at):
        yield Blocker(
            "IN_THE_PAST", _("This day is over."), clears=_("Accepted: today or later."),
            field="expected_on",
        )  # fmt: skip


def field_of(source: ApprovedSource) -> str:
    """The input of a line's quantity."""
    return f"line-{source.pk}"


def _line_blockers(order: Order, lines: Sequence[Line], at: datetime) -> Iterator[Blocker]:
    for place, (source, quantity) in enumerate(lines):
        name = field_of(source)
        yield from amount_blockers(quantity, source.material.measured_in, field=name)
        yield from supply_blockers(source, at=at)
        if source.supplier_id != order.supplier_id:
            yield Blocker(
                "OTHER_SUPPLIER", _("%(source)s is of another supplier.") % {"source": source},
                clears=_("Order it from that one with a number of its own."), field=name,
            )  # fmt: skip
        if source in [one for one, _quantity in lines[:place]]:
            yield Blocker(
                "LINE_TWICE", _("%(source)s is in this order twice.") % {"source": source},
                clears=_("Enter one line with all of it."), field=name,
            )  # fmt: skip
