"""Keeping material for a purpose."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from integrity.commands import command, say
from integrity.refusals import refuse, refuse_if
from integrity.texts import one_line, text_blockers
from materials.amounts import amount_of
from materials.gates import use_blockers
from materials.ledger import locked
from materials.models import Container, Material, Reservation
from materials.queries import proposal
from people.models import User
from people.permissions import Permission


@command(permission=Permission.USE_MATERIAL)
def reserve_container(
    *, container: Container, quantity: Decimal, purpose: str, by: User, at: datetime
) -> Reservation:
    """So much of it is kept for the purpose; nobody takes it for another one."""
    container, purpose = locked(container), one_line(purpose)
    refuse_if([
        *text_blockers(Reservation, purpose=purpose),
        *use_blockers(container, quantity=quantity, at=at),
    ])  # fmt: skip
    reservation = Reservation.objects.create(
        container=container, quantity=quantity, purpose=purpose, reserved_at=at, reserved_by=by
    )
    details = {"container": container.code, "quantity": quantity, "purpose": purpose}
    say("material.reserved", about=reservation, details=details)
    return reservation


@command(permission=Permission.USE_MATERIAL)
def reserve_material(
    *, material: Material, quantity: Decimal, purpose: str, by: User, at: datetime
) -> Material:
    """As `reserve_container`, of those containers that expire first, whole or not at all."""
    material = material.lock()
    picks = proposal(material, quantity, at)
    there = sum((pick.quantity for pick in picks), start=Decimal(0))
    if there < quantity:
        raise refuse(
            "NOT_ENOUGH",
            _("Only %(there)s of it may be used and are not reserved.")
            % {"there": amount_of(there, material.measured_in)},
            clears=_("Reserve less, or order more."),
            field="quantity",
        )
    for pick in sorted(picks, key=lambda one: (str(one.container.lot_id), str(one.container.pk))):
        reserve_container(
            container=pick.container, quantity=pick.quantity, purpose=purpose, by=by, at=at
        )
    told = {"quantity": quantity, "containers": [pick.container.code for pick in picks]}
    say("material.kept", about=material, details={**told, "purpose": one_line(purpose)})
    return material


@command(permission=Permission.USE_MATERIAL)
def end_reservation(*, reservation: Reservation, by: User, at: datetime) -> Reservation:
    """It may be taken for something else again."""
    locked(reservation.container)
    reservation = reservation.lock()
    if reservation.ended_at is not None:
        raise refuse("ENDED", _("It has ended already."))
    reservation.ended_at, reservation.ended_by = at, by
    reservation.store()
    say("reservation.ended", about=reservation)
    return reservation
