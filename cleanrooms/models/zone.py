from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from cleanrooms.models.equipment import Equipment
from cleanrooms.models.room import Grade, Room
from integrity.models import Record, paired


class Zone(Record):
    """A part of a room that is cleaner than the room: grade A in a B background (Annex 1 4.4).

    `equipment` is the safety cabinet or isolator that makes it, where one does.
    """

    part_of = "room"

    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="zones")
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=100)
    grade = models.CharField(max_length=3, choices=Grade.choices)
    equipment = models.ForeignKey(
        Equipment, on_delete=models.PROTECT, related_name="zones", null=True
    )
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ("code",)
        verbose_name = _("zone")
        constraints = (
            paired("ended"),
            models.UniqueConstraint(Lower("code"), name="cleanrooms_zone_code_once"),
        )

    def __str__(self) -> str:
        return self.code
