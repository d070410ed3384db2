"""A count that differs from the ledger: corrected by a line of its own."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from integrity.commands import command, say
from integrity.refusals import refuse_if
from integrity.texts import one_line
from materials.gates import count_blockers
from materials.ledger import correct, locked
from materials.models import Container, Movement
from people.models import User
from people.permissions import Permission


@command(permission=Permission.COUNT_STOCK)
def correct_stock(
    *, container: Container, counted: Decimal, reason: str, by: User, at: datetime
) -> Movement:
    """The container holds what was counted; the ledger keeps the difference with its reason."""
    container = locked(container)
    refuse_if(count_blockers(container, counted=counted, by=by))
    ledger = container.remaining
    movement = correct(container, counted, reason=one_line(reason), by=by, at=at)
    details = {
        "container": container.code, "ledger": ledger, "counted": counted,
        "unit": container.lot.unit,
    }  # fmt: skip
    say("material.counted", about=movement, reason=reason, details=details)
    return movement
