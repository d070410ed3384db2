from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.utils.translation import gettext_lazy as _

from cleanrooms.models.room import Room
from cleanrooms.models.span import ends_after, span
from integrity.models import Record, paired


class Presences(models.QuerySet["Presence"]):
    def inside(self) -> Presences:
        """Who is in now."""
        return self.filter(left_at__isnull=True)


class Presence(Record):
    """A person in a room, from tapping in until tapping out; in one room at a time."""

    part_of = "room"

    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="presences")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="presences"
    )
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    left_at = models.DateTimeField(null=True)
    left_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    period = span("entered_at", "left_at")

    objects: ClassVar[Presences] = Presences.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-entered_at",)
        verbose_name = _("stay in a room")
        constraints = (
            paired("entered"),
            paired("left"),
            models.CheckConstraint(
                name="cleanrooms_presence_ends_after_it_begins",
                condition=ends_after("entered_at", "left_at"),
            ),
            ExclusionConstraint(
                name="cleanrooms_person_in_one_room",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
            ),
        )

    def __str__(self) -> str:
        return f"{self.person} {self.room}"


class PlateDemands(models.QuerySet["PlateDemand"]):
    def open(self) -> PlateDemands:
        return self.filter(met_at__isnull=True)


class PlateDemand(Record):
    """Personnel plates to be taken because somebody left grade B (Annex 1 9.25).

    `plates` are the codes of those that were taken.
    """

    presence = models.OneToOneField(Presence, on_delete=models.PROTECT, related_name="demand")
    demanded_at = models.DateTimeField()
    plates = models.CharField(max_length=200, blank=True)
    met_at = models.DateTimeField(null=True)
    met_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )

    objects: ClassVar[PlateDemands] = PlateDemands.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("demanded_at",)
        verbose_name = _("demand for personnel plates")
        constraints = (paired("met"),)

    def __str__(self) -> str:
        return str(self.presence)
