from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from cleanrooms.models.room import Room
from cleanrooms.models.room_state import RoomState
from integrity.models import Record


class StateChange(Record):
    """A room came into a state at a moment; without `before` it was put on the plan."""

    part_of = "room"
    written_once = True

    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="state_changes")
    before = models.CharField(max_length=20, choices=RoomState.choices, blank=True)
    after = models.CharField(max_length=20, choices=RoomState.choices)
    at = models.DateTimeField()
    by_name = models.CharField(max_length=200)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("-at", "-id")
        verbose_name = _("change of a room’s state")
        indexes = (models.Index(fields=["room", "-at"], name="cleanrooms_state_of_room"),)

    def __str__(self) -> str:
        return f"{self.room} {self.after}"
