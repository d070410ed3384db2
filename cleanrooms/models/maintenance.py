from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cleanrooms.models.equipment import Equipment
from cleanrooms.models.evidence import Evidence
from cleanrooms.models.evidence_kind import EvidenceKind
from integrity.models import Record, paired


class MaintenanceKind(models.TextChoices):
    PLANNED = "PLANNED", _("Planned maintenance")
    REPAIR = "REPAIR", _("Repair")

    @property
    def evidence(self) -> EvidenceKind:
        """The kind of evidence that ends it."""
        return EvidenceKind.REPAIR if self is self.REPAIR else EvidenceKind.MAINTENANCE


class MaintenanceSet(models.QuerySet["Maintenance"]):
    def running(self, at: datetime) -> MaintenanceSet:
        """Begun by then, and not ended by then."""
        return self.filter(Q(ended_at__isnull=True) | Q(ended_at__gt=at), began_at__lte=at)


class Maintenance(Record):
    """From its begin until its evidence is released a device is out of use; one at a time."""

    part_of = "equipment"

    equipment = models.ForeignKey(Equipment, on_delete=models.PROTECT, related_name="maintenances")
    kind = models.CharField(max_length=7, choices=MaintenanceKind.choices)
    note = models.CharField(max_length=200)
    began_at = models.DateTimeField()
    began_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    evidence = models.OneToOneField(
        Evidence, on_delete=models.PROTECT, null=True, related_name="maintenance"
    )

    objects: ClassVar[MaintenanceSet] = MaintenanceSet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-began_at",)
        verbose_name = _("maintenance")
        constraints = (
            paired("began"),
            paired("ended"),
            models.UniqueConstraint(
                fields=["equipment"], condition=Q(ended_at__isnull=True),
                name="cleanrooms_one_maintenance_at_a_time",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.equipment}: {self.get_kind_display()}"
