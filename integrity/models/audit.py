"""The audit trail: one chained event a command, appended and never touched again (Annex 11 §9)."""

from __future__ import annotations

import json
from datetime import datetime
from functools import cached_property
from typing import Any, Never

from django.contrib.postgres.indexes import HashIndex
from django.db import models


class AuditEvent(models.Model):
    """Who did what to which record, when and why.

    `body` has the exact RFC 8785 bytes; `hash` is SHA-256 over 0x00, the sequence as eight bytes,
    the hash before, and the body. The other columns repeat what is in the body, for searching.
    Only the database function `integrity_append` writes here.
    """

    seq = models.BigIntegerField(primary_key=True)
    command_id = models.UUIDField(unique=True)
    body = models.TextField()
    hash = models.BinaryField()
    verb = models.CharField(max_length=80)
    subject_type = models.CharField(max_length=80)
    subject_id = models.CharField(max_length=64)
    actor_id = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        ordering = ("seq",)
        indexes = (
            models.Index(fields=["subject_type", "subject_id", "seq"], name="audit_subject"),
            models.Index(fields=["actor_id", "seq"], name="audit_actor"),
            HashIndex(fields=["hash"], name="audit_hash"),
        )

    def __str__(self) -> str:
        return f"{self.seq} {self.verb} {self.subject_label}"

    def save(self, *args: Any, **kwargs: Any) -> Never:
        raise TypeError("Events are appended by commands, never saved.")

    @cached_property
    def told(self) -> dict[str, Any]:
        """The body as data."""
        return dict(json.loads(self.body))

    @property
    def command(self) -> str:
        return str(self.told["command"])

    @property
    def actor_name(self) -> str:
        return str(self.told["by"]["name"])

    @property
    def subject_label(self) -> str:
        return str(self.told["subject"]["label"])

    @property
    def reason(self) -> str:
        return str(self.told["reason"])

    @property
    def device(self) -> str:
        """The enrolled tablet at which it was done, or nothing."""
        return str(self.told.get("device", ""))

    @property
    def details(self) -> dict[str, Any]:
        return dict(self.told["details"])

    @property
    def inputs(self) -> str:
        """The keyed digest of what its command was called with, if that may be repeated."""
        return str(self.told.get("inputs", ""))

    @property
    def signatures(self) -> list[dict[str, Any]]:
        """The signatures that its command made."""
        return list(self.told.get("signatures", []))

    @property
    def unit_id(self) -> str:
        """The outermost command of the transaction; its events share it."""
        return str(self.told.get("within", self.command_id))

    @property
    def appended_at(self) -> datetime:
        """When PostgreSQL wrote it, by its own clock; no client can set it (PI 041)."""
        return datetime.fromisoformat(self.told["appended_at"])


class RowChange(models.Model):
    """One row that a command wrote: old and new values, as the trigger saw them.

    `diff` is JSON text with op, old and new; personal values are commitments in it. The event's
    body carries the SHA-256 over the command's changes, and no change commits without its event.
    """

    id = models.BigAutoField(primary_key=True)
    event = models.ForeignKey(
        AuditEvent,
        to_field="command_id",
        db_column="command_id",
        on_delete=models.PROTECT,
        related_name="changes",
    )
    table = models.CharField(max_length=63)
    row_id = models.CharField(max_length=64)
    diff = models.TextField()

    class Meta:
        ordering = ("id",)
        indexes = (models.Index(fields=["table", "row_id", "id"], name="change_row"),)

    def __str__(self) -> str:
        return f"{self.table} {self.row_id}"


class PersonalValue(models.Model):
    """What a commitment in the trail stands for, kept apart so that it can be erased by law.

    The commitment is SHA-256 over salt and value. A secret keeps its salt only.
    """

    commitment = models.CharField(primary_key=True, max_length=64)
    table = models.CharField(max_length=63)
    row_id = models.CharField(max_length=64)
    column = models.CharField(max_length=63)
    salt = models.CharField(max_length=36)
    value = models.TextField(null=True)  # noqa: DJ001  (a secret has none, which is not empty)

    class Meta:
        indexes = (models.Index(fields=["table", "row_id"], name="personal_row"),)

    def __str__(self) -> str:
        return f"{self.table}.{self.column} {self.row_id}"


class ChainHead(models.Model):
    """The last event's number and hash; locked while an event is appended."""

    one = models.BooleanField(primary_key=True, default=True)
    seq = models.BigIntegerField()
    hash = models.BinaryField()

    class Meta:
        constraints = (models.CheckConstraint(condition=models.Q(one=True), name="one_head"),)

    def __str__(self) -> str:
        return f"{self.seq} {bytes(self.hash).hex()}"
