"""The audit trail: one event a command, appended and never touched again (Annex 11 §9)."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now


class AuditEvent(models.Model):
    """Who did what to which record, when and why. PostgreSQL refuses to change or delete it."""

    seq = models.BigAutoField(primary_key=True)
    command_id = models.UUIDField(unique=True)
    command = models.CharField(max_length=120)
    verb = models.CharField(max_length=80)
    subject_type = models.CharField(max_length=80)
    subject_id = models.CharField(max_length=64)
    subject_label = models.CharField(max_length=200)
    actor_id = models.UUIDField()
    actor_name = models.CharField(max_length=200)
    at = models.DateTimeField()
    stored_at = models.DateTimeField(db_default=Now())
    reason = models.TextField(blank=True)
    details = models.JSONField(default=dict)

    class Meta:
        ordering = ("seq",)
        indexes = (
            models.Index(fields=["subject_type", "subject_id", "seq"], name="audit_subject"),
            models.Index(fields=["actor_id", "seq"], name="audit_actor"),
        )

    def __str__(self) -> str:
        return f"{self.seq} {self.verb} {self.subject_label}"
