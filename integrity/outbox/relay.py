"""Delivers open messages: each in a transaction of its own, with its mark of delivery."""

from __future__ import annotations

import logging
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone

from integrity.failpoints import failpoint
from integrity.models import OutboxMessage
from integrity.outbox.subscribers import SUBSCRIBERS

log = logging.getLogger(__name__)
WAIT = timedelta(seconds=5)
LONGEST_WAIT = timedelta(hours=1)


def relay() -> int:
    """Delivers what is due, oldest first; returns how many were delivered.

    A subscriber that fails is tried again later, ever more slowly; the others are not held up.
    """
    due = OutboxMessage.objects.filter(delivered_at=None, not_before__lte=Now())
    return sum(deliver(pk) for pk in list(due.order_by("event_id").values_list("pk", flat=True)))


def deliver(pk: UUID) -> bool:
    try:
        with transaction.atomic():
            message = (
                OutboxMessage.objects.select_for_update(skip_locked=True, of=("self",))
                .select_related("event")
                .filter(pk=pk, delivered_at=None, not_before__lte=Now())
                .first()
            )
            if message is None:
                return False
            SUBSCRIBERS[message.subscriber](message.event)
            failpoint("in-delivery")
            OutboxMessage.objects.filter(pk=pk).update(delivered_at=Now(), error="")
    except Exception as error:
        log.exception("The subscriber of message %s failed.", pk)
        postpone(pk, error)
        return False
    failpoint("after-delivery")
    return True


def postpone(pk: UUID, error: Exception) -> None:
    with transaction.atomic():
        message = OutboxMessage.objects.select_for_update().filter(pk=pk, delivered_at=None).first()
        if message is None:
            return
        message.attempts += 1
        wait = min(WAIT * 2 ** min(message.attempts - 1, 10), LONGEST_WAIT)
        message.not_before = timezone.now() + wait
        message.error = f"{type(error).__name__}: {error}"
        message.save(update_fields=["attempts", "not_before", "error"])
