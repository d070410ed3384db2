"""What follows from an event, written with it and delivered after the commit."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from integrity.models.audit import AuditEvent
from integrity.models.record import new_id


class OutboxMessage(models.Model):
    """One event for one subscriber; delivered exactly once, retried until it is."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    event = models.ForeignKey(AuditEvent, on_delete=models.PROTECT, related_name="messages")
    subscriber = models.CharField(max_length=120)
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(db_default=Now())
    delivered_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["event", "subscriber"], name="outbox_once"),)
        indexes = (
            models.Index(
                fields=["not_before"],
                condition=models.Q(delivered_at__isnull=True),
                name="outbox_open",
            ),
        )

    def __str__(self) -> str:
        return f"{self.event_id} -> {self.subscriber}"
