from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from cleanrooms.models import Equipment, Neighbour, Room, Zone
from integrity.models import Record, paired
from monitoring.models.parameter import Parameter

if TYPE_CHECKING:
    from people.models import User

CONTINUOUS = (
    Parameter.PARTICLES_05, Parameter.PARTICLES_5, Parameter.PRESSURE, Parameter.VELOCITY,
    Parameter.TEMPERATURE, Parameter.HUMIDITY, Parameter.CO2, Parameter.NITROGEN_LEVEL,
)  # fmt: skip


class Channels(models.QuerySet["Channel"]):
    def visible_to(self, user: User) -> Channels:
        """The facility's own, as its rooms are."""
        return self if user.is_of_facility else self.none()

    def standing(self) -> Channels:
        return self.filter(ended_at__isnull=True)


class Channel(Record):
    """One parameter that a sensor gives all the time, of a room, a zone, a border or a device.

    `number` stands in its readings. One is expected every `interval_s` seconds; no reading for
    longer than `gap_s` is a gap, in which nothing is known. Beyond a level for less than
    `delay_s` is no excursion; such a delay has its justification (Annex 1 4.16).
    A pressure difference is that of `neighbour`: its room minus the other.
    """

    number = models.PositiveIntegerField(unique=True)
    code = models.CharField(max_length=30)
    name = models.CharField(max_length=100)
    parameter = models.CharField(max_length=14, choices=[(one, one.label) for one in CONTINUOUS])
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="channels")
    zone = models.ForeignKey(Zone, on_delete=models.PROTECT, related_name="channels", null=True)
    neighbour = models.ForeignKey(
        Neighbour, on_delete=models.PROTECT, related_name="channels", null=True
    )
    equipment = models.ForeignKey(
        Equipment, on_delete=models.PROTECT, related_name="channels", null=True
    )
    interval_s = models.PositiveIntegerField()
    gap_s = models.PositiveIntegerField()
    delay_s = models.PositiveIntegerField(default=0)
    delay_justification = models.CharField(max_length=500, blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        "people.User", on_delete=models.PROTECT, related_name="+", null=True
    )

    objects: ClassVar[Channels] = Channels.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("code",)
        verbose_name = _("channel")
        constraints = (
            paired("ended"),
            models.UniqueConstraint(Lower("code"), name="monitoring_channel_code_once"),
            models.CheckConstraint(
                name="monitoring_channel_of_one_place",
                condition=Q(zone=None, equipment=None) | Q(neighbour=None, equipment=None)
                | Q(zone=None, neighbour=None),
            ),
            models.CheckConstraint(
                name="monitoring_channel_pressure_has_its_border",
                condition=Q(parameter=Parameter.PRESSURE, neighbour__isnull=False)
                | ~Q(parameter=Parameter.PRESSURE) & Q(neighbour=None),
            ),
            models.CheckConstraint(
                name="monitoring_channel_gap_after_interval",
                condition=Q(interval_s__gt=0, gap_s__gte=F("interval_s")),
            ),
            models.CheckConstraint(
                name="monitoring_channel_delay_is_justified",
                condition=Q(delay_s=0) | ~Q(delay_justification=""),
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.code

    @property
    def what(self) -> Parameter:
        return Parameter(self.parameter)

    @property
    def where(self) -> str:
        """The narrowest place it belongs to, by code."""
        return str(self.equipment or self.zone or self.neighbour or self.room)

    @property
    def gap(self) -> timedelta:
        return timedelta(seconds=self.gap_s)

    @property
    def delay(self) -> timedelta:
        return timedelta(seconds=self.delay_s)
