"""Asking for a record or a list as PDF, and filing it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from documents.commands.renditions import file_rendition
from documents.rendering.assemble import Assembled
from documents.store import keep
from integrity.actors import Actor
from integrity.commands import command, say
from integrity.jobs import ask
from people.models import User
from people.permissions import Permission
from quality.models import Printout

JOB_KIND = "quality_pdf"
TRENDS = "trends"


@command(permission=Permission.VIEW_QUALITY)
def request_printout(
    *, kind: str, number: str, filters: Mapping[str, str], by: User, at: datetime
) -> Printout:
    """Asks a worker for the PDF of a record, of a list as it is filtered, or of the trends."""
    printout = Printout.objects.create(
        kind=kind, number=number, filters=dict(filters), asked_at=at, asked_by=by
    )
    job = ask(JOB_KIND, key=str(printout.pk), payload={"printout": str(printout.pk)})
    say("printout.requested", about=printout, details={"job": str(job.pk), "filters": filters})
    return printout


@command(permission=Permission.MAKE_RENDITION)
def file_printout(
    *, printout: Printout, title: str, document: Assembled, by: Actor, at: datetime
) -> Printout:
    """Files the PDF that was asked for."""
    printout = printout.lock()
    printout.rendition = file_rendition(
        title=title, sha256=keep(document.content), size=len(document.content),
        pages=document.pages, by=by, at=at,
    )  # fmt: skip
    printout.store()
    say("printout.filed", about=printout, details={"sha256": printout.rendition.sha256})
    return printout
