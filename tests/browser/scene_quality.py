"""A batch whose first step is done, and a procedure on which one operator is trained."""

from __future__ import annotations

from django.utils import timezone

from batches.commands.execution import complete_step
from batches.models import BatchStep
from tests import cast
from tests.browser.scene_documents import TEXT
from tests.deeds import changed
from tests.documents import papers
from tests.signing import verify

BATCH, PROCEDURE = "CART-26-DEV", "SOP-017"


def load_quality() -> None:
    """Step 1.2 is open; step 1.3 names the procedure, which Joris has read and Ama has not."""
    people = cast.make_people(cast.make_facility())
    master = cast.make_small_master(people)
    cast.make_room()
    now = timezone.now()
    steps = BatchStep.objects.filter(
        operation__batch=cast.make_batch(people, master, BATCH)
    ).order_by("position")
    first, _second, third = steps[:3]
    complete_step(step=first, values=cast.answers(first), by=people["jvermaat"], at=now)
    verify(first, by=people["aowusu"], at=now)
    sop = papers.document(people, PROCEDURE)
    version = papers.effective(people, sop, text=TEXT, at=now)
    papers.need(people, sop, months=12)
    papers.read(people["jvermaat"], version, now)
    changed(third, procedures=[PROCEDURE])
