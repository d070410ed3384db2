"""Issuing, using, returning, wasting and sampling: every line of the ledger."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from integrity.commands import command, say
from integrity.refusals import Blocker, refuse_if
from integrity.texts import one_line, text_blockers
from materials.amounts import amount_of
from materials.consumed import consume
from materials.gates import stock_blockers, use_blockers
from materials.gates.amounts import amount_blockers
from materials.ledger import end_reservations, locked, move
from materials.models import Container, Issue, Movement, MovementKind
from materials.purposes import purpose_blockers, subject_of
from people.models import User
from people.permissions import Permission

OUTCOMES = (
    MovementKind.USED, MovementKind.RETURNED, MovementKind.WASTED, MovementKind.SAMPLED,
)  # fmt: skip


@command(permission=Permission.USE_MATERIAL)
def issue_material(
    *, container: Container, quantity: Decimal, purpose: str, by: User, at: datetime
) -> Issue:
    """Hands it out for a purpose; what became of it is accounted for later.

    What is handed out for a batch counts as being in what that batch made, until it is back.
    """
    container, purpose = locked(container), one_line(purpose)
    refuse_if([
        *use_blockers(container, quantity=quantity, at=at, purpose=purpose),
        *purpose_blockers(container, purpose),
    ])  # fmt: skip
    issue = Issue.objects.create(
        container=container, quantity=quantity, outstanding=quantity, purpose=purpose,
        issued_at=at, issued_by=by,
    )  # fmt: skip
    end_reservations(container, purpose, quantity, by=by, at=at)
    subject = subject_of(purpose)
    move(
        container, MovementKind.ISSUED, quantity, by=by, at=at, issue=issue, purpose=purpose,
        subject=subject,
    )  # fmt: skip
    if subject is not None:
        consume(container, subject, quantity, by=by, at=at)
    say("material.issued", about=issue, details=_told(container, quantity, purpose))
    return issue


@command(permission=Permission.USE_MATERIAL)
def account_for_issue(
    *, issue: Issue, kind: MovementKind, quantity: Decimal, by: User, at: datetime,
    reason: str = "",
) -> Movement:  # fmt: skip
    """Of what was issued, so much was used, returned, wasted or sampled."""
    container = locked(issue.container)
    issue = issue.lock()
    refuse_if([
        *amount_blockers(quantity, container.lot.measured_in),
        *_outcome(issue, kind, quantity),
        *_why(kind, reason),
    ])  # fmt: skip
    movement = move(
        container, kind, quantity, by=by, at=at, issue=issue, purpose=issue.purpose,
        subject=subject_of(issue.purpose), reason=one_line(reason),
    )  # fmt: skip
    details = _told(container, quantity, issue.purpose)
    say(f"material.{kind.lower()}", about=movement, details=details)
    return movement


@command(permission=Permission.USE_MATERIAL)
def use_material(
    *, container: Container, quantity: Decimal, purpose: str, by: User, at: datetime
) -> Movement:
    """Taken from the container and used at once; for a batch it is in what the batch makes."""
    container, purpose = locked(container), one_line(purpose)
    refuse_if([
        *use_blockers(container, quantity=quantity, at=at, purpose=purpose),
        *purpose_blockers(container, purpose),
    ])  # fmt: skip
    end_reservations(container, purpose, quantity, by=by, at=at)
    subject = subject_of(purpose)
    movement = move(
        container, MovementKind.USED, quantity, by=by, at=at, purpose=purpose, subject=subject
    )
    if subject is not None:
        consume(container, subject, quantity, by=by, at=at)
    say("material.used", about=movement, details=_told(container, quantity, purpose))
    return movement


@command(permission=Permission.USE_MATERIAL)
def take_off(
    *, container: Container, kind: MovementKind, quantity: Decimal, reason: str, by: User,
    at: datetime,
) -> Movement:  # fmt: skip
    """Wasted or sampled straight from stock, whatever its status is."""
    container = locked(container)
    refuse_if([*stock_blockers(container, quantity=quantity), *_off(kind)])
    movement = move(container, kind, quantity, by=by, at=at, reason=one_line(reason))
    say(f"material.{kind.lower()}", about=movement, details=_told(container, quantity, ""))
    return movement


def _told(container: Container, quantity: Decimal, purpose: str) -> dict[str, object]:
    told = {"container": container.code, "quantity": quantity, "unit": container.lot.unit}
    return {**told, "purpose": purpose} if purpose else told


def _outcome(issue: Issue, kind: MovementKind, quantity: Decimal) -> Iterator[Blocker]:
    """Issued is used and returned and wasted and sampled: never more than was handed out."""
    if kind not in OUTCOMES:
        yield Blocker(
            "NOT_AN_OUTCOME", _("“%(kind)s” is not what becomes of it.") % {"kind": kind.label},
            clears=_("Accepted: used, returned, wasted, sampled."), field="kind",
        )  # fmt: skip
    if quantity > issue.outstanding:
        yield Blocker(
            "MORE_THAN_ISSUED",
            _("%(quantity)s of it is not accounted for.")
            % {"quantity": amount_of(issue.outstanding, issue.container.lot.measured_in)},
            clears=_("Accepted: as much as that, or less."),
            field="quantity",
        )


def _off(kind: MovementKind) -> Iterator[Blocker]:
    if kind not in {MovementKind.WASTED, MovementKind.SAMPLED}:
        yield Blocker(
            "NOT_TAKEN_OFF", _("This is issued or used for a purpose."),
            clears=_("Accepted: wasted, sampled."), field="kind",
        )  # fmt: skip


def _why(kind: MovementKind, reason: str) -> Iterator[Blocker]:
    if kind == MovementKind.WASTED:
        yield from text_blockers(Movement, reason=one_line(reason))
