from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeBoundary, RangeOperators
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from cleanrooms.models.equipment import Equipment
from cleanrooms.models.room import Room
from cleanrooms.models.zone import Zone
from integrity.models import Record, paired
from materials.models import Lot


class UsePeriod(Func):
    """The range from the begin of a use until before its end."""

    function = "TSTZRANGE"
    output_field = DateTimeRangeField()

    def __init__(self) -> None:
        super().__init__("began_at", "ended_at", RangeBoundary())


class UseSet(models.QuerySet["EquipmentUse"]):
    def running(self) -> UseSet:
        return self.filter(ended_at__isnull=True)

    def within(self, since: datetime, until: datetime) -> UseSet:
        """Those of which any moment lies between the two."""
        lasted = Q(ended_at__isnull=True) | Q(ended_at__gte=since)
        return self.filter(lasted, began_at__lte=until)


class EquipmentUse(Record):
    """A line of the use log: a device, from when until when, for which lot or what else.

    `is_shared` is what its kind allowed when it began: another use at the same time. `room` and
    `zone` are where it stood then, and the zone that it makes; of old uses the room is not known.
    """

    part_of = "equipment"

    equipment = models.ForeignKey(Equipment, on_delete=models.PROTECT, related_name="uses")
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="+", null=True)
    zone = models.ForeignKey(Zone, on_delete=models.PROTECT, related_name="+", null=True)
    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, related_name="equipment_uses", null=True)
    purpose = models.CharField(max_length=200, blank=True)
    is_shared = models.BooleanField()
    began_at = models.DateTimeField()
    began_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects: ClassVar[UseSet] = UseSet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-began_at", "-id")
        verbose_name = _("use of a device")
        indexes = (GistIndex(F("equipment"), UsePeriod(), name="equipment_use_period"),)
        constraints = (
            paired("began"),
            paired("ended"),
            ExclusionConstraint(
                name="cleanrooms_device_used_once_at_a_time",
                expressions=[
                    ("equipment", RangeOperators.EQUAL),
                    (UsePeriod(), RangeOperators.OVERLAPS),
                ],
                condition=Q(is_shared=False),
            ),
            models.CheckConstraint(
                name="cleanrooms_equipment_use_ends_after_it_begins",
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("began_at")),
            ),
            models.CheckConstraint(
                name="cleanrooms_use_for_something",
                condition=Q(lot__isnull=False) | ~Q(purpose=""),
            ),
        )

    def __str__(self) -> str:
        return f"{self.equipment}: {self.what}"

    @property
    def what(self) -> str:
        """The lot by its number, and the purpose."""
        return " ".join(filter(None, (self.lot.number if self.lot else "", self.purpose)))
