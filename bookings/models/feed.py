from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cleanrooms.models import Room
from integrity.models import Record, paired


class Feed(Record):
    """A secret address at which a calendar program reads the bookings of a person or of a room.

    It shows what its owner may see at the moment it is read. Only a digest of the secret is kept.
    """

    secret = ("digest",)

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="feeds"
    )
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="feeds", null=True)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )

    class Meta:
        ordering = ("-made_at",)
        verbose_name = _("calendar feed")
        constraints = (paired("withdrawn"),)

    def __str__(self) -> str:
        return str(self.room or self.owner)
