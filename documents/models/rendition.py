from __future__ import annotations

from django.db import models
from django.db.models.functions import Lower

from integrity.models import Record
from people.finding.texts import text_indexes

TEXTS = ("title",)


class Rendition(Record):
    """An immutable file made from records: known by its sha256, never changed, never deleted."""

    title = models.CharField(max_length=200)
    media_type = models.CharField(max_length=80)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField(help_text="bytes")
    pages = models.PositiveIntegerField()
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("-made_at",)
        indexes = (
            models.Index(Lower("sha256"), name="rendition_by_sha256"),
            *text_indexes("rendition", *TEXTS),
        )
        constraints = (
            models.CheckConstraint(
                condition=models.Q(sha256__regex=r"^[0-9a-f]{64}$"), name="documents_sha256"
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def file_name(self) -> str:
        return f"{self.title.replace(' ', '-').lower()}-{self.sha256[:12]}.pdf"
