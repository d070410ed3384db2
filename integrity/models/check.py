"""When the trail was checked and what was found; written once and never touched again."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models


class TrailCheck(models.Model):
    """One whole check of the trail: chain, heads, and every GMP row against its changes.

    `differences` has the first ones in words; `found` counts all of them.
    """

    id = models.BigAutoField(primary_key=True)
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    seq = models.BigIntegerField()
    found = models.PositiveIntegerField()
    differences = ArrayField(models.TextField(), default=list)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(ended_at__gte=models.F("begun_at")), name="trail_check_times"
            ),
        )

    @property
    def holds(self) -> bool:
        return self.found == 0

    def __str__(self) -> str:
        return f"{self.begun_at:%Y-%m-%d %H:%M} {self.found} differences"
