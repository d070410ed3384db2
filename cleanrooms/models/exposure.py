from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import DateTimeRangeField
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cleanrooms.models.equipment import Equipment
from cleanrooms.models.room import Room
from cleanrooms.models.zone import Zone
from integrity.models.record import new_id
from materials.models import Container, Lot

CLOSED = "[]"


def interval(since: datetime, until: datetime | None) -> DateTimeTZRange:
    """From the one moment to the other, both within: what lasted a moment was there too."""
    return DateTimeTZRange(since, until, CLOSED)


class ExposureSet(models.QuerySet["Exposure"]):
    def of(self, source: models.Model) -> ExposureSet:
        """Those that one record says."""
        return self.filter(source_type=source._meta.label_lower, source_id=source.pk)

    def during(self, since: datetime, until: datetime) -> ExposureSet:
        """Those of which any moment lies between the two."""
        return self.filter(period__overlap=interval(since, until))


class Exposure(models.Model):
    """A lot, a container or a person that was somewhere, from when until when, open or closed.

    Derived from the record that `source_type` and `source_id` name, by `expose`; that record is
    audited, and every row can be built from it again. `number` is of a batch before its lot is
    made. `period` has no end while it lasts; both ends are within.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    source_type = models.CharField(max_length=80)
    source_id = models.UUIDField()
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="exposures")
    zone = models.ForeignKey(Zone, on_delete=models.PROTECT, related_name="+", null=True)
    equipment = models.ForeignKey(
        Equipment, on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    lot = models.ForeignKey(
        Lot, on_delete=models.PROTECT, related_name="exposures", null=True, db_index=False
    )
    number = models.CharField(max_length=40, blank=True)
    container = models.ForeignKey(
        Container, on_delete=models.PROTECT, related_name="exposures", null=True
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    is_open = models.BooleanField(default=False)
    period = DateTimeRangeField()

    objects: ClassVar[ExposureSet] = ExposureSet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("exposure")
        indexes = (
            GistIndex(fields=["room", "period"], name="exposure_in_room"),
            GistIndex(fields=["equipment", "period"], name="exposure_in_device"),
            GistIndex(fields=["lot", "period"], name="exposure_of_lot"),
            models.Index(fields=["number"], name="exposure_of_number", condition=~Q(number="")),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["source_type", "source_id", "lot", "number", "container", "person"],
                name="cleanrooms_exposure_once", nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="cleanrooms_exposure_of_one_thing",
                condition=Q(container__isnull=True, person__isnull=True)
                & (Q(lot__isnull=False) | ~Q(number=""))
                | Q(container__isnull=False, person__isnull=True, lot__isnull=True, number="")
                | Q(person__isnull=False, container__isnull=True, lot__isnull=True, number=""),
            ),
            models.CheckConstraint(
                name="cleanrooms_exposure_lasts",
                condition=Q(period__isempty=False, period__startswith__isnull=False),
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.lot or self.number or self.container or self.person} {self.room}"
