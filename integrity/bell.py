"""Rings a worker. A lost ring costs seconds, never work: the sweeper rings again."""

from __future__ import annotations

import logging

from celery import current_app
from kombu.exceptions import OperationalError

log = logging.getLogger(__name__)


def ring(task: str, *args: str) -> None:
    """Sends a task by name without waiting for a broker that does not answer."""
    try:
        current_app.send_task(task, args=args, retry=False, ignore_result=True)
    except (OperationalError, OSError) as error:
        log.warning("The broker did not take %s: %s. The sweeper will ring again.", task, error)
