"""Deliveries: what came is a lot in quarantine, with its containers."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from integrity.commands import command, say
from integrity.refusals import refuse, refuse_if
from integrity.texts import one_line
from integrity.unique import unique
from materials.codes.donated import donation_of
from materials.delivery import Delivery, findings
from materials.gates import receipt_blockers, supply_blockers
from materials.ledger import fill
from materials.models import Lot, LotKind, Material, MovementKind
from materials.numbers import next_lot_number
from materials.retest import retest_from
from people.models import User
from people.permissions import Permission


@command(permission=Permission.RECEIVE_MATERIAL)
def receive_lot(
    *, material: Material, delivery: Delivery, by: User, at: datetime, number: str = ""
) -> Lot:
    """What came is counted, checked and put into quarantine; an order that is complete closes."""
    order = delivery.order.lock() if delivery.order else None
    refuse_if([
        *receipt_blockers(material, delivery=delivery, at=at),
        *supply_blockers(delivery.source, at=at),
    ])  # fmt: skip
    lot = _lot(material, delivery, number, by, at)
    used = refuse(
        "NUMBER_USED", _("There is a lot %(lot)s already.") % {"lot": lot}, field="number"
    )
    with unique(used):
        lot.save(force_insert=True)
    fill(lot, [delivery.each] * delivery.containers, MovementKind.RECEIVED, by=by, at=at)
    if order is not None and order.is_complete:
        order.closed_at, order.closed_by = at, by
        order.store()
    told = {"material": material.code, "quantity": lot.quantity, "findings": lot.findings}
    say("lot.received", about=lot, details=told)
    return lot


def _lot(material: Material, delivery: Delivery, number: str, by: User, at: datetime) -> Lot:
    code = delivery.donation_code.strip()
    return Lot(
        number=one_line(number) or next_lot_number(at), kind=LotKind.RECEIVED, material=material,
        source=delivery.source, order=delivery.order, owner=delivery.owner,
        supplier_lot=delivery.lot_number, unit=material.unit, quantity=delivery.quantity,
        expires_at=delivery.good_until, retest_at=retest_from(material, at),
        donation_code=donation_of(code).code if code else "",
        donor_code=one_line(delivery.donor_code), donor_tests=delivery.donor_tests,
        collected_at=delivery.collected_at, coldest=delivery.coldest, warmest=delivery.warmest,
        label=delivery.label.strip(), findings=findings(delivery, at), note=one_line(delivery.note),
        entered_at=at, entered_by=by,
    )  # fmt: skip
