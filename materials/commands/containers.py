"""Opening, thawing, placing and dividing containers."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from integrity.commands import command, say
from integrity.refusals import refuse, refuse_if
from integrity.texts import one_line, text_blockers
from materials.gates import use_blockers
from materials.gates.amounts import amount_blockers
from materials.ledger import fill, locked, move
from materials.linking import link
from materials.models import Container, EdgeKind, Lot, MovementKind
from people.models import User
from people.permissions import Permission


@command(permission=Permission.USE_MATERIAL)
def open_container(*, container: Container, by: User, at: datetime) -> Container:
    """From now on it is good for the hours that its material is once opened."""
    container = locked(container)
    if container.opened_at is not None:
        raise refuse("OPENED", _("%(container)s is open already.") % {"container": container})
    container.opened_at, container.opened_by = at, by
    container.opened_until = _after(container.lot, "open_hours", at)
    container.store()
    say("container.opened", about=container, details={"until": container.opened_until})
    return container


@command(permission=Permission.USE_MATERIAL)
def thaw_container(*, container: Container, by: User, at: datetime) -> Container:
    """From now on it is good for the hours that its material is once thawed."""
    container = locked(container)
    if container.thawed_at is not None:
        raise refuse("THAWED", _("%(container)s is thawed already.") % {"container": container})
    container.thawed_at, container.thawed_by = at, by
    container.thawed_until = _after(container.lot, "thaw_hours", at)
    container.store()
    say("container.thawed", about=container, details={"until": container.thawed_until})
    return container


@command(permission=Permission.USE_MATERIAL)
def place_container(*, container: Container, place: str, by: User, at: datetime) -> Container:
    """Where it is kept now."""
    container = locked(container)
    container.place = one_line(place)
    refuse_if(text_blockers(Container, place=container.place))
    container.store()
    say("container.placed", about=container, details={"place": container.place})
    return container


@command(permission=Permission.USE_MATERIAL)
def split_container(
    *, container: Container, containers: int, each: Decimal, by: User, at: datetime
) -> Lot:
    """Divided into new containers of the same lot, which are as open and as thawed as it is.

    Only what may be used is divided, and nothing of it that is kept for a purpose.
    """
    container = locked(container)
    if not 1 <= containers <= 500:
        raise refuse(
            "OUT_OF_RANGE", _("It cannot be divided into this many."),
            clears=_("Accepted: 1 to 500."), field="containers",
        )  # fmt: skip
    refuse_if([
        *amount_blockers(each, container.lot.measured_in, field="each"),
        *use_blockers(container, quantity=containers * each, at=at),
    ])  # fmt: skip
    lot = container.lot
    move(container, MovementKind.DERIVED, containers * each, by=by, at=at)
    children = fill(lot, [each] * containers, MovementKind.MADE, by=by, at=at, like=container)
    link(container, children, EdgeKind.SPLIT, each, by=by, at=at)
    details = {"from": container.code, "into": [child.code for child in children]}
    say("container.split", about=lot, details=details)
    return lot


def _after(lot: Lot, name: str, at: datetime) -> datetime | None:
    hours: int | None = getattr(lot.material, name) if lot.material else None
    return at + timedelta(hours=hours) if hours else None
