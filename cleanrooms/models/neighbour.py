from __future__ import annotations

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least
from django.utils.translation import gettext_lazy as _

from cleanrooms.models.room import Room
from integrity.models import Record, paired
from integrity.models.fields import ExactDecimalField


class Passage(models.TextChoices):
    DOOR = "DOOR", _("Door")
    HATCH = "HATCH", _("Pass-through hatch")
    WALL = "WALL", _("Wall only")


class Neighbour(Record):
    """Two rooms side by side, how one comes from one into the other, and the pressure between.

    `least_pa` is the least difference in Pa that holds: pressure in `room` minus pressure in
    `other`; negative where `room` is a sink. None where it is not controlled (Annex 1 4.14).
    """

    part_of = "room"

    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="neighbours")
    other = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="neighbours_of")
    passage = models.CharField(max_length=5, choices=Passage.choices)
    least_pa = ExactDecimalField(null=True)
    justification = models.CharField(max_length=500, blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ("room__code", "other__code")
        verbose_name = _("neighbour")
        constraints = (
            paired("ended"),
            models.CheckConstraint(
                condition=~Q(room=F("other")), name="cleanrooms_no_neighbour_of_itself"
            ),
            models.UniqueConstraint(
                Least("room", "other"), Greatest("room", "other"),
                condition=Q(ended_at__isnull=True), name="cleanrooms_neighbours_once",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.room}–{self.other}"

    def difference_seen_from(self, room: Room) -> Decimal | None:
        """In Pa: what the pressure in this one of the two is above the other at least."""
        pa: Decimal | None = self.least_pa
        return pa if pa is None or room.pk == self.room_id else -pa

    def beyond(self, room: Room) -> Room:
        """The other one, seen from this one."""
        return self.other if room.pk == self.room_id else self.room
