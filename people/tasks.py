"""Celery's side of notifications."""

from celery import shared_task
from django.utils import timezone

from people.notifications.defaults import lay_missing_rules
from people.notifications.sweep import sweep


@shared_task(name="people.notify")
def notify_people() -> None:
    """What was asked for stands in PostgreSQL; a task that is lost costs a minute."""
    at = timezone.now()
    lay_missing_rules(at)
    sweep(at)
