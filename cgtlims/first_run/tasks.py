"""Celery's side of the first run."""

from celery import shared_task
from django.utils import timezone

from documents.uploads.waiting import sweep


@shared_task(name="first_run.sweep")
def sweep_waiting() -> None:
    """Files that were shown and never loaded are not kept."""
    sweep(timezone.now())
