from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from batches.models.step import BatchParameter
from integrity.models import ExactDecimalField, Record, paired
from measures.units import UNITS
from measures.verdicts import Verdict


class Entry(Record):
    """What was recorded for a parameter: as typed, as understood, and the verdict.

    `recorded_at` is the server's; no one sets it (PI 041-1).
    """

    part_of = "parameter"

    parameter = models.OneToOneField(BatchParameter, on_delete=models.PROTECT, related_name="entry")
    raw = models.CharField(max_length=500)
    number = ExactDecimalField(null=True)
    instant = models.DateTimeField(null=True)
    unit = models.CharField(max_length=40, blank=True)
    judged = models.CharField(
        max_length=12, choices=[(verdict.value, verdict.text) for verdict in Verdict]
    )
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = (paired("recorded"),)

    def __str__(self) -> str:
        """The parameter's name: a value is no name, since it may be corrected."""
        return self.parameter.name

    @property
    def shown(self) -> str:
        """As typed; a time is shown with its zone's offset, in the facility's zone."""
        if self.instant is None:
            return self.raw
        return timezone.localtime(self.instant).strftime("%Y-%m-%d %H:%M %Z")

    @property
    def measured(self) -> str:
        """As shown, with its unit: 49.8 mL, 1 bag."""
        if self.number is None:
            return self.shown
        return f"{self.shown} {UNITS[self.unit or '1'].symbol_of(self.number)}".strip()

    @property
    def limits_missed(self) -> str:
        """The limits that this value is outside of, in words."""
        return self.parameter.limits_missed(self.verdict)

    @property
    def verdict(self) -> Verdict:
        return Verdict(self.judged)
