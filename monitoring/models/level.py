from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cleanrooms.models import Grade, Room, Zone
from integrity.models import Record, paired
from integrity.models.fields import ExactDecimalField
from measures.limits import Limits
from monitoring.models.channel import Channel
from monitoring.models.parameter import LevelKind, Occupancy, Parameter
from monitoring.models.site import Site


class Level(Record):
    """An alert level or action limit that the facility set, for a grade or for one place.

    Never altered: the next `edition` follows from its `effective_at`. One that `is_withdrawn`
    has no bounds and gives the place back to what holds around it (Annex 1 9.10).
    """

    written_once = True

    kind = models.CharField(max_length=6, choices=LevelKind.choices)
    parameter = models.CharField(max_length=14, choices=Parameter.choices)
    occupancy = models.CharField(max_length=12, choices=Occupancy.choices)
    grade = models.CharField(max_length=3, choices=Grade.choices, blank=True)
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="levels", null=True)
    zone = models.ForeignKey(Zone, on_delete=models.PROTECT, related_name="levels", null=True)
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="levels", null=True)
    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="levels", null=True)
    edition = models.PositiveIntegerField()
    lower = ExactDecimalField(null=True)
    upper = ExactDecimalField(null=True)
    is_withdrawn = models.BooleanField(default=False)
    effective_at = models.DateTimeField()
    reason = models.CharField(max_length=500)
    set_at = models.DateTimeField()
    set_by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("parameter", "occupancy", "kind", "-effective_at", "-edition")
        verbose_name = _("level")
        indexes = (
            models.Index(fields=["parameter", "occupancy", "effective_at"], name="level_asked"),
        )
        constraints = (
            paired("set"),
            models.UniqueConstraint(
                fields=[
                    "kind", "parameter", "occupancy", "grade", "room", "zone", "site", "channel",
                    "edition",
                ],
                nulls_distinct=False, name="monitoring_level_edition_once",
            ),
            models.CheckConstraint(
                name="monitoring_level_of_one_place",
                condition=~Q(grade="") & Q(room=None, zone=None, site=None, channel=None)
                | Q(grade="", room__isnull=False, zone=None, site=None, channel=None)
                | Q(grade="", room=None, zone__isnull=False, site=None, channel=None)
                | Q(grade="", room=None, zone=None, site__isnull=False, channel=None)
                | Q(grade="", room=None, zone=None, site=None, channel__isnull=False),
            ),
            models.CheckConstraint(
                name="monitoring_level_binds_or_is_withdrawn",
                condition=Q(is_withdrawn=True, lower=None, upper=None)
                | Q(is_withdrawn=False) & (Q(lower__isnull=False) | Q(upper__isnull=False)),
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{LevelKind(self.kind).label} {Parameter(self.parameter).label}, {self.where}"

    @property
    def where(self) -> str:
        """The place it holds for, by code, or the grade."""
        place = self.channel or self.site or self.zone or self.room
        return str(place) if place else str(Grade(self.grade).label)

    @property
    def unit_symbol(self) -> str:
        return Parameter(self.parameter).unit.symbol

    @property
    def limits(self) -> Limits:
        return Limits(self.lower, self.upper)
