from __future__ import annotations

from collections.abc import Collection
from typing import ClassVar
from uuid import UUID

from django.conf import settings
from django.db import models

from integrity.models import Record, paired


class StoredFile(Record):
    """A file that somebody brought: known by its sha256, never changed, never deleted.

    A picture is encoded anew, so that nothing hides in it; `original` is the one that was brought.
    """

    written_once = True

    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField(help_text="bytes")
    original = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="encoded_anew"
    )

    class Meta:
        ordering = ("name",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(sha256__regex=r"^[0-9a-f]{64}$"),
                name="documents_stored_file_sha256",
            ),
        )

    def __str__(self) -> str:
        return self.name


class Attachments(models.QuerySet["Attachment"]):
    def of(self, kind: str, key: UUID) -> Attachments:
        """Those of one record, the newest first."""
        rows = self.filter(subject_type=kind, subject_id=key)
        return rows.select_related("file__original", "attached_by")

    def of_many(self, kind: str, keys: Collection[UUID]) -> dict[UUID, list[Attachment]]:
        """Those of several records of a kind, by record; the oldest first."""
        rows = self.filter(subject_type=kind, subject_id__in=keys).select_related("file")
        found: dict[UUID, list[Attachment]] = {}
        for one in rows.order_by("attached_at", "pk"):
            found.setdefault(one.subject_id, []).append(one)
        return found


class Attachment(Record):
    """A file that belongs to a record of any kind; who may see the record may fetch it."""

    subject_type = models.CharField(max_length=80)
    subject_id = models.UUIDField()
    subject_label = models.CharField(max_length=200)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="attachments")
    caption = models.CharField(max_length=200, blank=True)
    attached_at = models.DateTimeField()
    attached_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects: ClassVar[Attachments] = Attachments.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-attached_at", "-pk")
        indexes = (models.Index(fields=["subject_type", "subject_id"], name="attachment_subject"),)
        constraints = (paired("attached"),)

    def __str__(self) -> str:
        return f"{self.subject_label}: {self.file}"
