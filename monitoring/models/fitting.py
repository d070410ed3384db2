from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cleanrooms.models import Equipment
from integrity.models import Record, paired
from monitoring.models.channel import Channel


class Fittings(models.QuerySet["Fitting"]):
    def standing(self) -> Fittings:
        return self.filter(removed_at__isnull=True)

    def within(self, since: datetime, until: datetime) -> Fittings:
        """Those that stood at some moment of it."""
        last = Q(removed_at__isnull=True) | Q(removed_at__gt=since)
        return self.filter(last, fitted_at__lte=until)


class Fitting(Record):
    """The instrument that gives the readings of a channel, from when until when: one at a time.

    When its calibration fails, the readings of that time are in doubt.
    """

    part_of = "channel"

    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="fittings")
    instrument = models.ForeignKey(Equipment, on_delete=models.PROTECT, related_name="fittings")
    fitted_at = models.DateTimeField()
    fitted_by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey(
        "people.User", on_delete=models.PROTECT, related_name="+", null=True
    )

    objects: ClassVar[Fittings] = Fittings.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-fitted_at",)
        verbose_name = _("instrument of a channel")
        constraints = (
            paired("fitted"),
            paired("removed"),
            models.UniqueConstraint(
                fields=["channel"], condition=Q(removed_at__isnull=True),
                name="monitoring_one_instrument_of_a_channel",
            ),
            models.CheckConstraint(
                name="monitoring_instrument_removed_after_fitted",
                condition=Q(removed_at__isnull=True) | Q(removed_at__gte=F("fitted_at")),
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.instrument} at {self.channel}"
