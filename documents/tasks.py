"""Celery's side of the file store."""

from datetime import timedelta

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from documents import section_files

MEGABYTE = 1_000_000


@shared_task(name="documents.sweep_sections")
def sweep_sections() -> None:
    """Keeps the room that rendered sections take within its bounds."""
    section_files.sweep(
        at=timezone.now(),
        unused_for=timedelta(days=settings.SECTION_DAYS),
        most_bytes=settings.SECTION_MEGABYTES * MEGABYTE,
    )
