"""Writes an event's messages in the event's own transaction and rings for delivery on commit."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from integrity.bell import ring
from integrity.models import AuditEvent, OutboxMessage
from integrity.outbox.subscribers import BY_VERB


def publish(events: Iterable[AuditEvent]) -> None:
    messages = [
        OutboxMessage(event=event, subscriber=subscriber)
        for event in events
        for subscriber in BY_VERB.get(event.verb, [])
    ]
    if messages:
        OutboxMessage.objects.bulk_create(messages)
        transaction.on_commit(lambda: ring("integrity.relay"))
