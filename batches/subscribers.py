"""What follows from a batch's events."""

from django.utils import timezone

from batches.commands.renditions import request_record_pdf
from batches.models import BatchRecord
from batches.services import RENDERING
from integrity.models import AuditEvent
from integrity.outbox import subscribe


@subscribe("batch.executed")
def make_record_pdf(event: AuditEvent) -> None:
    """An executed batch has its record as a PDF without anybody asking for it."""
    batch = BatchRecord.objects.get(pk=event.subject_id)
    request_record_pdf(batch=batch, by=RENDERING, at=timezone.now())
