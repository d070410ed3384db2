"""Signed heads: statements of how long the trail was, kept here and outside."""

from __future__ import annotations

import base64

from django.db import models
from django.utils.translation import gettext_lazy as _


class HeadCause(models.TextChoices):
    SCHEDULE = "SCHEDULE", _("On schedule")
    CERTIFICATION = "CERTIFICATION", _("At a certification")
    EXPORT = "EXPORT", _("For an export")
    PRINT = "PRINT", _("For a printed record")


class SignedHead(models.Model):
    """The trail's length and last hash, signed; the same note is kept outside the database."""

    id = models.BigAutoField(primary_key=True)
    seq = models.BigIntegerField()
    note = models.TextField()
    cause = models.CharField(max_length=13, choices=HeadCause.choices)
    signed_at = models.DateTimeField()

    class Meta:
        ordering = ("id",)

    @property
    def last_hash(self) -> bytes:
        return base64.b64decode(self.note.split("\n")[2])

    def __str__(self) -> str:
        return f"{self.seq} {self.signed_at:%Y-%m-%d %H:%M}"
