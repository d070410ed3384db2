"""Changes, complaints and what became of a CAPA in the demo facility."""

from __future__ import annotations

from datetime import datetime, timedelta

from cgtlims.demo.pen import Pen
from integrity.signatures.meanings import Meaning
from people.models import Organisation, User
from people.models.qualification import day_of
from quality.commands.capa import report_capa_done
from quality.commands.changes import approve_change, assess_change, propose_change
from quality.commands.complaints import receive_complaint
from quality.models import Area, Capa, ChangeControl, Classification

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
    receive_complaint(
        title="Outer bag not labelled", description="The bag came without its outer label.",
        organisation=Organisation.objects.get(code="NORTHLIGHT"), about="CART-26-001",
        received_on=day_of(now - DAY), classification=Classification.MINOR,
        owner=users["kadler"], by=users["nbakker"], at=now - DAY,
    )  # fmt: skip


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
