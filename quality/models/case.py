"""What is raised, owned by somebody, due on a day, and closed: deviations, CAPA, changes."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models

from integrity.models import paired
from people.models.qualification import day_of
from quality.models.numbered import M, Numbered, NumberedRecords


class Cases(NumberedRecords[M]):
    def open(self) -> Cases[M]:
        """Neither closed nor given up."""
        return self.filter(closed_at__isnull=True)

    def late(self, at: datetime) -> Cases[M]:
        """Open, and their day is over."""
        return self.open().filter(due_on__lt=day_of(at))


class Case(Numbered):
    """`closed_at` is when it ended, whether it was closed, rejected or given up."""

    description = models.TextField()
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    due_on = models.DateField(null=True)
    raised_at = models.DateTimeField()
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    ending = models.CharField(max_length=500, blank=True)

    class Meta:
        abstract = True
        ordering = ("-raised_at",)
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            paired("raised"),
            paired("closed"),
        )

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    def is_late(self, at: datetime) -> bool:
        return self.is_open and self.due_on is not None and self.due_on < day_of(at)
