"""The stock ledger: a movement and what remains, always together. The bodies of commands use it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any

from integrity.models import Record
from materials.models import (
    Container,
    Issue,
    Lot,
    Movement,
    MovementKind,
    Reservation,
)
from people.models import User

AGED = (
    "opened_at", "opened_by", "opened_until", "thawed_at", "thawed_by", "thawed_until", "place",
)  # fmt: skip


def locked(container: Container) -> Container:
    """Its lot and the container as they are now, held until the transaction ends, lot first."""
    lot = container.lot.lock()
    now = container.lock()
    now.lot = lot
    return now


def move(
    container: Container, kind: MovementKind, quantity: Decimal, *, by: User, at: datetime,
    issue: Issue | None = None, purpose: str = "", subject: Record | None = None,
    reason: str = "",
) -> Movement:  # fmt: skip
    """Writes one line and, under the lock of the container, what remains after it."""
    change = quantity if kind.adds else -quantity
    if issue is not None and kind not in {MovementKind.ISSUED, MovementKind.RETURNED}:
        change = Decimal(0)
    if change:
        container.remaining += change
        container.store()
    if issue is not None and kind != MovementKind.ISSUED:
        issue.outstanding -= quantity
        issue.store()
    return Movement.objects.create(
        container=container, kind=kind, quantity=quantity, change=change, issue=issue,
        purpose=purpose, reason=reason, moved_at=at, moved_by=by, **_about(subject),
    )  # fmt: skip


def correct(
    container: Container, counted: Decimal, *, reason: str, by: User, at: datetime
) -> Movement:
    """The container holds what was counted; the difference, up or down, is a line of its own."""
    change = counted - container.remaining
    container.remaining = counted
    container.store()
    return Movement.objects.create(
        container=container, kind=MovementKind.ADJUSTED, quantity=abs(change), change=change,
        reason=reason, moved_at=at, moved_by=by,
    )  # fmt: skip


def fill(
    lot: Lot, amounts: Iterable[Decimal], kind: MovementKind, *, by: User, at: datetime,
    like: Container | None = None, purpose: str = "", subject: Record | None = None,
) -> list[Container]:  # fmt: skip
    """New containers of the lot with these amounts, numbered on, each with its first movement.

    Those that are `like` another one are as open and as thawed. What they are made for stands in
    that movement.
    """
    taken, amounts = Container.objects.filter(lot=lot).count(), list(amounts)
    digits = max(2, len(str(taken + len(amounts))))
    state = {name: getattr(like, name) for name in AGED} if like else {}
    made = [
        Container(lot=lot, code=f"{lot.number}-{number:0{digits}}", remaining=amount, **state)
        for number, amount in enumerate(amounts, start=taken + 1)
    ]
    return _filled(made, kind, by, at, purpose, subject)


def take_over(
    lot: Lot, code: str, amount: Decimal, state: dict[str, Any], *, by: User, at: datetime
) -> Container:
    """A container that was here before this system: its label, what is in it, how open it is."""
    made = [Container(lot=lot, code=code, remaining=amount, **state)]
    return _filled(made, MovementKind.RECEIVED, by, at)[0]


def _filled(
    made: list[Container], kind: MovementKind, by: User, at: datetime, purpose: str = "",
    subject: Record | None = None,
) -> list[Container]:  # fmt: skip
    Container.objects.bulk_create(made)
    Movement.objects.bulk_create(
        Movement(
            container=one, kind=kind, quantity=one.remaining, change=one.remaining, moved_at=at,
            moved_by=by, purpose=purpose, **_about(subject),
        )
        for one in made
    )  # fmt: skip
    return made


def _about(subject: Record | None) -> dict[str, Any]:
    return {
        "subject_type": subject._meta.label_lower if subject else "",
        "subject_id": subject.pk if subject else None,
    }


def end_reservations(
    container: Container, purpose: str, quantity: Decimal, *, by: User, at: datetime
) -> None:
    """What was kept for this purpose is taken now; of a larger reservation the rest stays."""
    standing = Reservation.objects.filter(
        container=container, purpose=purpose, ended_at__isnull=True
    )
    for one in standing:
        taken = min(one.quantity, quantity)
        quantity -= taken
        if taken == one.quantity:
            one.ended_at, one.ended_by = at, by
        else:
            one.quantity -= taken
        if taken:
            one.store()
