"""Asking for a batch record's PDF, and filing it."""

from __future__ import annotations

from datetime import datetime

from batches.models import BatchRecord, BatchRendition
from documents.commands.renditions import file_rendition
from documents.rendering.assemble import Assembled
from documents.store import keep
from integrity.actors import Actor
from integrity.commands import command, say
from integrity.jobs import ask
from people.permissions import Permission

JOB_KIND = "batch_record_pdf"


def job_key(batch: BatchRecord) -> str:
    """One job for one version of a record, however often it is asked for."""
    return f"{batch.pk}:{batch.version}"


@command(permission=Permission.MAKE_RENDITION)
def request_record_pdf(*, batch: BatchRecord, by: Actor, at: datetime) -> BatchRecord:
    """Asks a worker for the PDF of the record as it is now; the request itself renders nothing."""
    payload = {"batch": str(batch.pk), "asked_by": by.display_name}
    job = ask(JOB_KIND, key=job_key(batch), payload=payload)
    say("batch_record.pdf_requested", about=batch, details={"job": str(job.pk)})
    return batch


@command(permission=Permission.MAKE_RENDITION)
def file_record_pdf(
    *, batch: BatchRecord, version: int, document: Assembled, by: Actor, at: datetime
) -> BatchRendition:
    """Files the PDF made from one version of the record."""
    rendition = file_rendition(
        title=f"Batch record {batch.number}",
        sha256=keep(document.content),
        size=len(document.content),
        pages=document.pages,
        by=by,
        at=at,
    )
    link = BatchRendition.objects.create(batch=batch, rendition=rendition, batch_version=version)
    say("batch_record.pdf_filed", about=link, details={"sha256": rendition.sha256})
    return link
