"""The jobs that batches have done by workers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.utils import timezone

from batches.commands.renditions import JOB_KIND, file_record_pdf
from batches.models import BatchRecord, BatchRendition
from batches.services import RENDERING
from documents.rendering.assemble import Assembled
from integrity.jobs import Claim, handles


@handles(JOB_KIND)
def record_pdf(claim: Claim) -> Callable[[datetime], None]:
    """Renders the record as it is when the job is done; what it files has that version's number."""
    # Web processes import this module too, and they never load the PDF engines.
    from batches.record_pdf.make import make_record_pdf

    batch = BatchRecord.objects.get(pk=claim.payload["batch"])
    version, document = make_record_pdf(
        batch,
        printed_by=claim.payload["asked_by"],
        printed_at=timezone.now(),
        report=claim.report,
    )
    return lambda at: file_once(batch, version, document, at)


def file_once(batch: BatchRecord, version: int, document: Assembled, at: datetime) -> None:
    """Files the document, unless one of the same version of the record is filed already."""
    locked = batch.lock()
    if BatchRendition.objects.filter(batch=locked, batch_version=version).exists():
        return
    file_record_pdf(batch=locked, version=version, document=document, by=RENDERING, at=at)
