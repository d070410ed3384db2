"""The jobs that quality has done by workers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.utils import timezone

from integrity.jobs import Claim, handles
from quality.commands.printouts import JOB_KIND, file_printout
from quality.models import Printout
from quality.services import RENDERING


@handles(JOB_KIND)
def printout(claim: Claim) -> Callable[[datetime], None]:
    """Renders the record or list as it is now, as far as who asked may read it."""
    # Web processes import this module too, and they never load the PDF engines.
    from quality.printing.make import make_pdf

    asked = Printout.objects.select_related("asked_by").get(pk=claim.payload["printout"])
    title, document = make_pdf(asked, at=timezone.now(), report=claim.report)

    def filed(at: datetime) -> None:
        file_printout(printout=asked, title=title, document=document, by=RENDERING, at=at)

    return filed
