"""What may be taken from a container now: material status can be overruled by nobody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from decimal import Decimal

from django.db.models import Sum
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from integrity.gates import gate
from integrity.refusals import Blocker
from materials.amounts import amount_of
from materials.gates.amounts import amount_blockers
from materials.genealogy import holds_on
from materials.models import Container, LotStatus, Reservation


@gate
def stock_blockers(container: Container, *, quantity: Decimal) -> Iterable[Blocker]:
    """Nothing is taken that is not there, whatever its status."""
    unit = container.lot.measured_in
    wrong = list(amount_blockers(quantity, unit))
    yield from wrong
    if not wrong and quantity > container.remaining:
        yield Blocker(
            "NOT_ENOUGH",
            _("%(container)s holds %(remaining)s.")
            % {"container": container, "remaining": amount_of(container.remaining, unit)},
            clears=_("Accepted: as much as is there, or take another container too."),
            field="quantity",
        )


@gate
def use_blockers(
    container: Container, *, quantity: Decimal, at: datetime, purpose: str = ""
) -> Iterable[Blocker]:
    """Only what is released, in date, not held and not kept for another purpose is issued, used
    or made into something (Part IV 7).
    """
    yield from stock_blockers(container, quantity=quantity)
    yield from _status(container)
    yield from _age(container, at)
    for hold in holds_on(container):
        yield Blocker(
            "ON_HOLD",
            _("%(hold)s holds %(on)s.") % {"hold": hold, "on": hold.on},
            clears=_("QA lifts the hold by signature."),
            about=str(hold),
        )
    free = container.remaining - reserved(container, other_than=purpose)
    if free < quantity <= container.remaining:
        unit = container.lot.measured_in
        yield Blocker(
            "RESERVED",
            _("Only %(free)s of it: the rest is reserved for something else.")
            % {"free": amount_of(free, unit)}
            if free > 0
            else _("All of it is reserved for something else."),
            clears=_("Take less, another container, or end a reservation."),
            field="quantity",
        )


def reserved(container: Container, *, other_than: str = "") -> Decimal:
    """How much is kept for other purposes than this one."""
    standing = Reservation.objects.filter(container=container, ended_at__isnull=True)
    kept = standing.exclude(purpose=other_than) if other_than else standing
    return kept.aggregate(all=Sum("quantity"))["all"] or Decimal(0)


def _status(container: Container) -> Iterator[Blocker]:
    lot = container.lot
    if lot.status == LotStatus.QUARANTINE:
        yield Blocker(
            "IN_QUARANTINE", _("%(lot)s is in quarantine.") % {"lot": lot},
            clears=_("QA releases it."),
        )  # fmt: skip
    elif lot.status == LotStatus.REJECTED:
        yield Blocker(
            "REJECTED", _("%(lot)s is rejected.") % {"lot": lot}, clears=_("Take another lot."),
        )  # fmt: skip


def _age(container: Container, at: datetime) -> Iterator[Blocker]:
    lot = container.lot
    ends = (
        ("EXPIRED", lot.expires_at, _("It expired at %(at)s."), _("Take another lot.")),
        ("RETEST_DUE", lot.retest_at, _("It was to be tested again by %(at)s."),
         _("QA records the new test.")),
        ("OPEN_TOO_LONG", container.opened_until, _("It was good until %(at)s once opened."),
         _("Take another container.")),
        ("THAWED_TOO_LONG", container.thawed_until, _("It was good until %(at)s once thawed."),
         _("Take another container.")),
    )  # fmt: skip
    for code, end, message, clears in ends:
        if end is not None and end <= at:
            local = timezone.localtime(end, timezone.get_default_timezone())
            when = date_format(local, "j M Y H:i")
            yield Blocker(code, message % {"at": when}, clears=clears)
