from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from bookings.models.one_resource import of_one_resource
from cleanrooms.models import Equipment, Room
from integrity.models import Record, paired


class Buffer(Record):
    """From this moment a room or device needs so many minutes before and after each booking.

    The last one set counts; bookings keep those that they were asked for with.
    """

    written_once = True

    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="buffers", null=True)
    equipment = models.ForeignKey(
        Equipment, on_delete=models.PROTECT, related_name="buffers", null=True
    )
    setup_minutes = models.PositiveSmallIntegerField()
    changeover_minutes = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=500)
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-set_at", "-id")
        verbose_name = _("buffer")
        constraints = (paired("set"), of_one_resource("bookings_buffer_of_one_resource"))

    def __str__(self) -> str:
        return f"{self.room or self.equipment}: {self.setup_minutes}, {self.changeover_minutes}"
