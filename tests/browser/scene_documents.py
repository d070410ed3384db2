"""Controlled documents in every state, with training that is open, held and ending."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from weasyprint import HTML

from batches.models import BatchStep
from documents.uploads import receive
from people.models.qualification import day_of
from people.permissions import Permission
from tests import cast
from tests.deeds import changed
from tests.documents import papers

TEXT = """# Purpose

This procedure says how an apheresis bag is received and compared with its order.

# Steps

1. Read the patient code on the bag **aloud**; a second person reads the order.
2. Weigh the bag on scale S-3.
3. Record the temperature.

| Reading | Accepted | Otherwise |
|---|---|---|
| Temperature | 2.0 to 8.0 °C | Call QA |
| Bag | intact | Call QA |

> A bag whose code differs is never opened.
"""


def paper() -> bytes:
    """A PDF with a page of text."""
    text = "<h1>Use of the cell counter</h1><p>Wait until it is warm.</p>"
    return bytes(HTML(string=text).write_pdf())


def load_documents() -> None:
    """Beside the small batch: a procedure with two versions, drafts, what is due and retired."""
    people = cast.make_people(cast.make_facility())
    batch = cast.make_batch(people, cast.make_small_master(people), "CART-26-001")
    now = timezone.now()
    sop = papers.document(people)
    first = papers.effective(people, sop, text=TEXT, at=now)
    papers.need(people, sop, months=12)
    papers.read(people["jvermaat"], first, now)
    new = TEXT.replace("on scale S-3", "on scale S-4, twice").replace("3. Record", "4. Record")
    papers.approved(
        people, sop, text=new.replace("4. Record", "3. Write down the mean.\n4. Record"), at=now,
        change_reason="The new scale shows two decimals", effective_on=day_of(now) + week(2),
    )  # fmt: skip
    in_review = papers.document(people, "SOP-021", title="Gowning for grade B")
    papers.submitted(people, in_review, text=TEXT, at=now)
    papers.draft(people, papers.document(people, "FRM-002", title="Label log", kind="FORM"), at=now)
    due = papers.document(people, "PLN-001", title="Monitoring plan", kind="PLAN", review_months=1)
    papers.effective(people, due, at=now - week(8))
    assessed = papers.document(people, "SOP-030", title="Aseptic welding of tubes")
    version = papers.effective(people, assessed, at=now)
    papers.need(people, assessed, assessed=True, months=12)
    papers.assess(people["aowusu"], version, people["mlindqvist"], now)
    rooms = papers.document(people, "SOP-031", title="Cleaning of rooms")
    papers.governing(people, rooms, Permission.CHANGE_ROOM_STATE, Permission.RECEIVE_MATERIAL)
    papers.effective(people, rooms, at=now)
    as_pdf = papers.document(people, "SOP-032", title="Use of the cell counter")
    papers.effective(people, as_pdf, text="", file=receive("sop-032.pdf", paper()), at=now)
    hurry = papers.document(people, "SOP-033", title="Transport of bags")
    papers.need(people, hurry)
    papers.reviewed(people, papers.submitted(people, hurry, at=now), now)
    step = BatchStep.objects.filter(operation__batch=batch).earliest("position")
    changed(step, procedures=["SOP-017", "SOP-030"])


def week(number: int) -> timedelta:
    return timedelta(days=7 * number)
