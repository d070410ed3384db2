"""Celery's side of channels."""

from celery import shared_task
from django.utils import timezone

from monitoring.channels.silence import follow_silent
from monitoring.channels.store import make_partitions_ahead


@shared_task(name="monitoring.watch_channels")
def watch_channels() -> None:
    """A sensor that says nothing is found by looking; the months to come get their partitions."""
    at = timezone.now()
    make_partitions_ahead(at)
    follow_silent(at)
