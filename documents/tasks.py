"""Celery's side of documents: the file store, and the calendar."""

from contextlib import suppress
from datetime import timedelta

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from documents import section_files
from documents.commands.approving import make_effective
from documents.models import DocumentVersion, VersionState
from documents.services import CALENDAR
from integrity.refusals import Refused
from people.models.qualification import day_of

MEGABYTE = 1_000_000


@shared_task(name="documents.sweep_sections")
def sweep_sections() -> None:
    """Keeps the room that rendered sections take within its bounds."""
    section_files.sweep(
        at=timezone.now(),
        unused_for=timedelta(days=settings.SECTION_DAYS),
        most_bytes=settings.SECTION_MEGABYTES * MEGABYTE,
    )


@shared_task(name="documents.make_effective")
def make_due_effective() -> None:
    """Approved versions whose day has come, each in a transaction of its own."""
    at = timezone.now()
    due = DocumentVersion.objects.filter(
        state=VersionState.APPROVED, effective_on__lte=day_of(at)
    ).select_related("document")
    for version in due:
        with suppress(Refused):  # another worker was first
            make_effective(version=version, by=CALENDAR, at=at)
