from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from bookings.models.one_resource import of_one_resource
from cleanrooms.models import Equipment, Room
from integrity.models import Record, paired


class Frequency(models.TextChoices):
    DAILY = "DAILY", _("Daily")
    WEEKLY = "WEEKLY", _("Weekly")
    MONTHLY = "MONTHLY", _("Monthly")


class MaintenancePlan(Record):
    """Maintenance that comes again: every so many days, weeks or months at the same local time.

    Its blackouts are laid until `laid_until`, weeks ahead.
    """

    room = models.ForeignKey(
        Room, on_delete=models.PROTECT, related_name="maintenance_plans", null=True
    )
    equipment = models.ForeignKey(
        Equipment, on_delete=models.PROTECT, related_name="maintenance_plans", null=True
    )
    note = models.CharField(max_length=200)
    frequency = models.CharField(max_length=7, choices=Frequency.choices)
    every = models.PositiveSmallIntegerField(default=1)
    first_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()
    last_on = models.DateField(null=True)
    laid_until = models.DateTimeField(null=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )

    class Meta:
        ordering = ("first_at",)
        verbose_name = _("recurring maintenance")
        constraints = (
            paired("made"),
            paired("ended"),
            of_one_resource("bookings_maintenance_of_one_resource"),
        )

    def __str__(self) -> str:
        return f"{self.resource}: {self.note}"

    @property
    def resource(self) -> Room | Equipment:
        found = self.room or self.equipment
        assert found is not None  # noqa: S101  (a constraint holds it)
        return found
