"""Opening stock: what was here before this system."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from integrity.commands import command, say
from integrity.refusals import refuse, refuse_if
from integrity.texts import one_line
from integrity.unique import unique
from materials.ledger import take_over
from materials.models import Lot
from materials.opening import Opening, OpeningContainer, opening_blockers
from people.models import User
from people.permissions import Permission


@command(permission=Permission.TAKE_OVER_STOCK)
def take_over_lot(*, opening: Opening, by: User, at: datetime) -> Lot:
    """A lot that was here before enters in quarantine, whatever was decided about it elsewhere.

    QA of this facility releases it by signature; who takes it over does not.
    """
    refuse_if(opening_blockers(opening, at=at))
    lot = _lot(opening, by, at)
    used = refuse(
        "NUMBER_USED",
        _("There is a lot %(lot)s already, or one of its containers.") % {"lot": lot},
        clears=_("Give numbers of their own."),
        field="number",
    )
    with unique(used):
        lot.save(force_insert=True)
        for one in opening.containers:
            take_over(lot, one.code, one.quantity, _state(opening, one, by), by=by, at=at)
    told = {"material": lot.what.code, "quantity": lot.quantity, "unit": lot.unit}
    say("lot.taken_over", about=lot, details={**told, "containers": len(opening.containers)})
    return lot


def _lot(opening: Opening, by: User, at: datetime) -> Lot:
    return Lot(
        number=one_line(opening.number), kind=opening.kind, material=opening.material,
        product=opening.product, source=opening.source, owner=opening.owner,
        supplier_lot=one_line(opening.supplier_lot), coldest=opening.coldest,
        warmest=opening.warmest,
        unit=opening.measured_in.code, quantity=opening.quantity, **opening.ends,
        donation_code=opening.donation, donor_code=one_line(opening.donor_code),
        donor_tests=opening.donor_tests, collected_at=opening.collected_at,
        findings=opening.findings, note=one_line(opening.note), entered_at=at, entered_by=by,
    )  # fmt: skip


def _state(opening: Opening, one: OpeningContainer, by: User) -> dict[str, Any]:
    """How open it is, by the rule of its material; who takes it over stands for that."""
    state: dict[str, Any] = {"place": one_line(one.place)}
    material = opening.material
    if one.opened_at is not None:
        until = _until(one.opened_at, material.open_hours if material else None)
        state |= {"opened_at": one.opened_at, "opened_by": by, "opened_until": until}
    if one.thawed_at is not None:
        until = _until(one.thawed_at, material.thaw_hours if material else None)
        state |= {"thawed_at": one.thawed_at, "thawed_by": by, "thawed_until": until}
    return state


def _until(since: datetime, hours: int | None) -> datetime | None:
    return since + timedelta(hours=hours) if hours else None
