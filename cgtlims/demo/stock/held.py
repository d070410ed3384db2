"""Holds and recalls of the demo facility, those that stand and those that ended."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from cgtlims.demo.pen import Pen
from cgtlims.demo.stock.deeds import container_of
from integrity.signatures.meanings import Meaning
from materials.commands.holds import lift_hold, place_hold
from materials.commands.recalls import begin_recall, end_recall
from materials.commands.release import record_retest
from materials.models import Lot
from people.models import User
from people.models.qualification import day_of

DAY = timedelta(days=1)
DONOR = ("NLT-0066", "The clinic tests the donor again after a late report.")
LATE = ("NC-5859", "The supplier names this lot in a notice; its answer is awaited.")
DROPPED = ("LV-0060-A", 7, "The box fell when the shelf was cleared; vial not looked at yet.")
LIFTED = ("GB-9136", "Print on the pouch cannot be read.", "All pouches looked at; print is there.")


def make_holds(users: dict[str, User], pen: Pen, now: datetime) -> None:
    """On a donor, a lot and a vial; a fourth one was lifted by QA."""
    quality = users["mlindqvist"]
    place_hold(on=DONOR[0], reason=DONOR[1], by=users["nbakker"], at=now - 4 * DAY)
    place_hold(on=_lot(LATE[0]), reason=LATE[1], by=users["hbrandt"], at=now - DAY)
    lot, number, why = DROPPED
    place_hold(on=container_of(lot, number), reason=why, by=users["sdijkhof"], at=now - 2 * DAY)
    held = place_hold(on=_lot(LIFTED[0]), reason=LIFTED[1], by=users["aowusu"], at=now - 40 * DAY)
    at = now - 38 * DAY
    known = pen.attest(held, Meaning.APPROVED, by=quality, at=at)
    lift_hold(hold=held, reason=LIFTED[2], by=quality, at=at, attested=known)


def make_recalls(users: dict[str, User], pen: Pen, now: datetime) -> None:
    """The yearly exercise with a vector, signed after 47 minutes, and one that runs."""
    begun, signer = now - 6 * DAY, users["hbrandt"]
    exercise: dict[str, Any] = {"is_mock": True, "by": users["mlindqvist"]}
    recall = begin_recall(
        lot=_lot("LV-0061-B"), reason="Yearly exercise: a vector lot", at=begun, **exercise
    )
    ended = begun + timedelta(minutes=47)
    known = pen.attest(recall, Meaning.REVIEWED, by=signer, at=ended)
    end_recall(
        recall=recall, conclusion="All vials and the product were found; nothing was missing.",
        by=signer, at=ended, attested=known,
    )  # fmt: skip
    begin_recall(
        lot=_lot("HSA-3306"), reason="Exercise with a lot of albumin", at=now - timedelta(hours=1),
        **exercise,
    )  # fmt: skip


def make_retest(users: dict[str, User], now: datetime) -> None:
    """A lot that was due was tested again; another one is overdue."""
    until: date = day_of(now + 150 * DAY)
    record_retest(
        lot=_lot("R-1528"), retest_on=min(until, day_of(now + 120 * DAY)), by=users["mlindqvist"],
        certificate="RT-26-014", reason="Counting beads within 3 % of the target", at=now - DAY,
    )  # fmt: skip


def _lot(named: str) -> Lot:
    found = Lot.objects.filter(supplier_lot=named) | Lot.objects.filter(number=named)
    return found.get()
