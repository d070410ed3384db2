from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bookings.models.maintenance_plan import MaintenancePlan
from bookings.models.one_resource import of_one_resource
from cleanrooms.models import Equipment, Room
from integrity.models import Record, paired


class BlackoutKind(models.TextChoices):
    REQUALIFICATION = "REQUALIFICATION", _("Requalification")
    MAINTENANCE = "MAINTENANCE", _("Maintenance")
    CLOSED = "CLOSED", _("Closed")


class Blackout(Record):
    """From when until when a room or a device is not to be had, and why.

    One of recurring maintenance that found a booking in its place holds nothing: `stands_against`
    names what stands there.
    """

    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="blackouts", null=True)
    equipment = models.ForeignKey(
        Equipment, on_delete=models.PROTECT, related_name="blackouts", null=True
    )
    kind = models.CharField(max_length=15, choices=BlackoutKind.choices)
    note = models.CharField(max_length=200)
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    plan = models.ForeignKey(
        MaintenancePlan, on_delete=models.PROTECT, related_name="blackouts", null=True
    )
    stands_against = models.CharField(max_length=200, blank=True)
    laid_at = models.DateTimeField()
    laid_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )

    class Meta:
        ordering = ("begins_at",)
        verbose_name = _("blackout")
        constraints = (
            paired("laid"),
            paired("lifted"),
            models.CheckConstraint(
                name="bookings_blackout_ends_after_it_begins",
                condition=Q(ends_at__gt=F("begins_at")),
            ),
            of_one_resource("bookings_blackout_of_one_resource"),
            models.UniqueConstraint(
                fields=["plan", "begins_at"], name="bookings_blackout_of_plan_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.resource}: {self.get_kind_display()}"

    @property
    def resource(self) -> Room | Equipment:
        found = self.room or self.equipment
        assert found is not None  # noqa: S101  (a constraint holds it)
        return found
