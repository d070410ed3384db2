"""What the demo facility has others do, what QA adds by hand, and what comes back to it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from cgtlims.demo.abouts import about
from cgtlims.demo.pen import Pen
from integrity.signatures.meanings import Meaning
from people.models import Organisation, User
from people.models.qualification import day_of
from quality.commands.complaints import receive_complaint
from quality.commands.impacts import add_impact, assess_impact, conclude_impact
from quality.commands.outsourcing import approve_outsourcing, request_outsourcing
from quality.models import Classification, Conclusion, Deviation, SupplierKind

DAY = timedelta(days=1)
BATCH = "batch CART-26-001"
SENT = (("VIROLAB", "Mycoplasma by culture"), ("ENDOMERE", "Endotoxin, repeated"))


def make_outside(users: dict[str, User], pen: Pen, now: datetime) -> None:
    make_outsourcing(users, pen, now)
    add_by_hand(users, pen, now)
    receive_complaint(
        title="Outer bag not labelled", description="The bag came without its outer label.",
        organisation=Organisation.objects.get(code="NORTHLIGHT"), about="CART-26-001",
        received_on=day_of(now - DAY), classification=Classification.MINOR,
        owner=users["kadler"], by=users["nbakker"], at=now - DAY, subject=about(BATCH)[0],
    )  # fmt: skip


def make_outsourcing(users: dict[str, User], pen: Pen, now: datetime) -> None:
    """The first waits for its laboratory to be approved, the second is under way."""
    at, quality = now - 3 * DAY, users["mlindqvist"]
    for code, title in SENT:
        asked = request_outsourcing(
            title=title, description="Two vials, cooled, with the request form.",
            organisation=Organisation.objects.get(code=code), kind=SupplierKind.LABORATORY,
            owner=users["trieger"], due_on=day_of(now + 18 * DAY), by=users["nbakker"], at=at,
            subject=about(BATCH)[0],
        )  # fmt: skip
    known = pen.attest(asked, Meaning.APPROVED, by=quality, at=at + DAY)
    approve_outsourcing(outsourcing=asked, by=quality, at=at + DAY, attested=known)


def add_by_hand(users: dict[str, User], pen: Pen, now: datetime) -> None:
    """QA names a batch that no source named, and concludes what it means for it."""
    deviation = Deviation.objects.get(title__contains="balance")
    signing: dict[str, Any] = {"by": users["mlindqvist"], "at": now - 20 * DAY}
    impact = add_impact(
        deviation=deviation, subject=about(BATCH)[0],
        sponsor=Organisation.objects.get(code="NORTHLIGHT"),
        reason="Its washing buffer was weighed on this balance.", **signing,
    )  # fmt: skip
    assess_impact(
        impact=impact, conclusion=Conclusion.ACCEPTABLE,
        assessment="Weighed again within 0.2 %: within the limits of the buffer.", **signing,
    )  # fmt: skip
    known = pen.attest(impact, Meaning.APPROVED, **signing)
    conclude_impact(impact=impact, attested=known, **signing)
