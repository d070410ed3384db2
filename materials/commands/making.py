"""Lots that are made here, of what is in other containers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from integrity.commands import command, say
from integrity.models import Record
from integrity.refusals import Blocker, refuse, refuse_if
from integrity.texts import one_line
from integrity.unique import unique
from materials.consumed import alone, carries, taken_for
from materials.gates import use_blockers
from materials.gates.amounts import amount_blockers
from materials.ledger import end_reservations, fill, locked, move
from materials.linking import link
from materials.models import Container, EdgeKind, Lot, LotKind, Material, MovementKind, Product
from materials.numbers import next_lot_number
from materials.purposes import making_blockers, subject_of
from measures.units import unit as unit_of
from people.models import User
from people.permissions import Permission


@dataclass(frozen=True, kw_only=True)
class Making:
    """What is made: a material or product, its kind of lot, so many containers with so much."""

    of: Material | Product
    kind: LotKind
    unit: str
    containers: int
    each: Decimal
    expires_at: datetime | None = None


Taken = tuple[Container, Decimal]
NOTHING = Decimal(0)


@command(permission=Permission.USE_MATERIAL)
def make_lot(
    *, making: Making, taken: Sequence[Taken], how: EdgeKind, by: User, at: datetime,
    number: str = "", purpose: str = "",
) -> Lot:  # fmt: skip
    """Takes so much from each container, and makes a lot in quarantine of it, for a purpose.

    It belongs to the sponsor of the product, or to whom what was taken belongs; of a donor's
    cells it is that donor's. What was taken of two sponsors or donors is never joined. What was
    taken for the same batch before is in it too.
    """
    number, purpose = one_line(number), one_line(purpose)
    parents = _locked(taken)
    refuse_if(_blockers(making, parents, purpose, number, at))
    lot = _lot(making, [container.lot for container, _quantity in parents], number, by, at)
    used = refuse(
        "NUMBER_USED", _("There is a lot %(lot)s already.") % {"lot": lot}, field="number"
    )
    with unique(used):
        lot.save(force_insert=True)
    purpose = purpose or lot.number
    subject = subject_of(purpose) or lot
    made = fill(
        lot, [making.each] * making.containers, MovementKind.MADE, by=by, at=at, purpose=purpose,
        subject=subject,
    )  # fmt: skip
    before = _before(lot, subject)
    for parent, quantity in parents:
        end_reservations(parent, purpose, quantity, by=by, at=at)
        move(parent, MovementKind.DERIVED, quantity, by=by, at=at, purpose=purpose, subject=subject)
        more = before.pop(parent, NOTHING) if how == EdgeKind.CONSUMED else NOTHING
        link(parent, made, how, quantity + more, by=by, at=at)
    for parent, quantity in before.items():
        link(parent, made, EdgeKind.CONSUMED, quantity, by=by, at=at)
    details = {"of": str(making.of), "from": [parent.code for parent, _quantity in parents]}
    say("lot.made", about=lot, details=details)
    return lot


def _locked(taken: Sequence[Taken]) -> list[Taken]:
    """Each container once, in the order in which everybody locks them."""
    amounts: dict[Container, Decimal] = defaultdict(Decimal)
    for container, quantity in taken:
        amounts[container] += quantity
    ordered = sorted(amounts.items(), key=lambda one: (str(one[0].lot_id), str(one[0].pk)))
    return [(locked(container), quantity) for container, quantity in ordered]


def _before(lot: Lot, subject: Record) -> dict[Container, Decimal]:
    """What was taken for the batch that this lot is of, before it was made."""
    if subject == lot or not carries(lot):
        return {}
    alone(subject)
    return taken_for(subject)


def _lot(making: Making, parents: list[Lot], number: str, by: User, at: datetime) -> Lot:
    of = making.of
    owners = [lot.owner for lot in parents if lot.owner is not None]
    donors = [lot for lot in parents if lot.donor_code]
    return Lot(
        number=number or next_lot_number(at), kind=making.kind,
        material=of if isinstance(of, Material) else None,
        product=of if isinstance(of, Product) else None,
        owner=of.sponsor if isinstance(of, Product) else next(iter(owners), None),
        donor_code=donors[0].donor_code if donors else "",
        unit=making.unit, quantity=making.containers * making.each, expires_at=making.expires_at,
        entered_at=at, entered_by=by,
    )  # fmt: skip


def _blockers(
    making: Making, parents: list[Taken], purpose: str, number: str, at: datetime
) -> Iterator[Blocker]:
    yield from amount_blockers(making.each, unit_of(making.unit), field="each")
    if not 1 <= making.containers <= 500:
        yield Blocker(
            "OUT_OF_RANGE", _("This many containers cannot be made at once."),
            clears=_("Accepted: 1 to 500."), field="containers",
        )  # fmt: skip
    if isinstance(making.of, Material) and making.unit != making.of.unit:
        yield Blocker(
            "OTHER_UNIT", _("%(material)s is measured in another unit.") % {"material": making.of},
            clears=_("Accepted: %(unit)s.") % {"unit": making.of.unit}, field="unit",
        )  # fmt: skip
    if making.expires_at is not None and making.expires_at <= at:
        yield Blocker(
            "EXPIRED", _("It would have expired."), clears=_("Accepted: a day to come."),
            field="expires_on",
        )  # fmt: skip
    if making.kind == LotKind.RECEIVED:
        yield Blocker("NOT_MADE", _("What is received comes by a delivery."), field="kind")
    for container, quantity in parents:
        yield from use_blockers(container, quantity=quantity, at=at, purpose=purpose)
    yield from making_blockers(
        [container for container, _quantity in parents], purpose,
        number="" if isinstance(making.of, Product) else number,
    )  # fmt: skip
    yield from _of_one(making, [container.lot for container, _quantity in parents])


def _of_one(making: Making, parents: list[Lot]) -> Iterator[Blocker]:
    """One sponsor, and one donor: mixing up is never undone (Part IV 9.1)."""
    owners = {lot.owner_id for lot in parents if lot.owner_id}
    if isinstance(making.of, Product):
        owners.add(making.of.sponsor_id)
    if len(owners) > 1:
        yield Blocker(
            "TWO_SPONSORS", _("This would join what belongs to two sponsors."),
            clears=_("Take what belongs to one sponsor or to the facility."),
        )  # fmt: skip
    if len({lot.donor_code.lower() for lot in parents if lot.donor_code}) > 1:
        yield Blocker(
            "TWO_DONORS", _("This would join cells of two donors."),
            clears=_("Take the cells of one donor."),
        )  # fmt: skip
