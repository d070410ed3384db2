"""Changes, complaints and what became of a CAPA in the demo facility."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from batches.models import BatchRecord
from cgtlims.demo.pen import Pen
from integrity.signatures.meanings import Meaning
from people.models import Organisation, User
from people.models.qualification import day_of
from quality.commands.capa import report_capa_done
from quality.commands.changes import approve_change, assess_change, propose_change
from quality.commands.complaints import receive_complaint
from quality.commands.impacts import add_impact, assess_impact, conclude_impact
from quality.commands.outsourcing import approve_outsourcing, request_outsourcing
from quality.models import (
    Area,
    Capa,
    ChangeControl,
    Classification,
    Conclusion,
    Deviation,
    SupplierKind,
)
from quality.subjects import subject_of

BATCH = BatchRecord._meta.label_lower
DAY = timedelta(days=1)
FITS = "Looked at; nothing else is needed."
CHANGES = ("Second particle counter in CR05", "Master record with a shorter washing step")


def make_improvements(users: dict[str, User], pen: Pen, now: datetime) -> None:
    make_changes(users, pen, now)
    first = Capa.objects.earliest("raised_at")
    report_capa_done(
        capa=first, evidence="Training records of all shifts", by=users["kadler"],
        at=first.raised_at + 20 * DAY,
    )  # fmt: skip
    make_outsourcing(users, pen, now)
    add_by_hand(users, pen, now)
    receive_complaint(
        title="Outer bag not labelled", description="The bag came without its outer label.",
        organisation=Organisation.objects.get(code="NORTHLIGHT"), about="CART-26-001",
        received_on=day_of(now - DAY), classification=Classification.MINOR,
        owner=users["kadler"], by=users["nbakker"], at=now - DAY,
        subject=subject_of(BATCH, BatchRecord.objects.get(number="CART-26-001").pk),
    )  # fmt: skip


def make_outsourcing(users: dict[str, User], pen: Pen, now: datetime) -> None:
    """One waits for its laboratory to be approved, one is under way."""
    at = now - 3 * DAY
    for code, title in (("VIROLAB", "Mycoplasma by culture"), ("ENDOMERE", "Endotoxin, repeated")):
        asked = request_outsourcing(
            title=title, description="Two vials, cooled, with the request form.",
            organisation=Organisation.objects.get(code=code), kind=SupplierKind.LABORATORY,
            owner=users["trieger"], due_on=day_of(now + 18 * DAY), by=users["nbakker"], at=at,
            subject=subject_of(BATCH, BatchRecord.objects.get(number="CART-26-001").pk),
        )  # fmt: skip
    quality = users["mlindqvist"]
    known = pen.attest(asked, Meaning.APPROVED, by=quality, at=at + DAY)
    approve_outsourcing(outsourcing=asked, by=quality, at=at + DAY, attested=known)


def add_by_hand(users: dict[str, User], pen: Pen, now: datetime) -> None:
    """QA names a batch that no source named, and concludes what it means for it."""
    batch, at = BatchRecord.objects.get(number="CART-26-001"), now - 20 * DAY
    about = subject_of(BATCH, batch.pk)
    deviation = Deviation.objects.get(title__contains="balance")
    signing: dict[str, Any] = {"by": users["mlindqvist"], "at": at}
    if about is None:
        return
    impact = add_impact(
        deviation=deviation, subject=about, sponsor=batch.sponsor,
        reason="Its washing buffer was weighed on this balance.", **signing,
    )  # fmt: skip
    assess_impact(
        impact=impact, conclusion=Conclusion.ACCEPTABLE,
        assessment="Weighed again within 0.2 %: within the limits of the buffer.", **signing,
    )  # fmt: skip
    known = pen.attest(impact, Meaning.APPROVED, **signing)
    conclude_impact(impact=impact, attested=known, **signing)


def make_changes(users: dict[str, User], pen: Pen, now: datetime) -> list[ChangeControl]:
    """The first is approved, the second proposed."""
    made, at = [], now - 20 * DAY
    for title in CHANGES:
        change = propose_change(
            title=title, description=f"{title}, as drawn.", why="Asked for by production.",
            areas=[Area.ROOMS, Area.PROCESS], owner=users["kadler"], due_on=day_of(at + 60 * DAY),
            by=users["kadler"], at=at,
        )  # fmt: skip
        for area in (Area.ROOMS, Area.PROCESS):
            assess_change(
                change=change, area=area, assessment=FITS, by=users["nbakker"], at=at + DAY
            )
        made.append(change)
    quality = users["mlindqvist"]
    known = pen.attest(made[0], Meaning.APPROVED, by=quality, at=at + 2 * DAY)
    approve_change(change=made[0], by=quality, at=at + 2 * DAY, attested=known)
    return made
