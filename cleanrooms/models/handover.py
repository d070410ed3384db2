from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cleanrooms.models.room import Room
from integrity.models import Signable, paired
from integrity.models.signable import Deed
from integrity.signatures.meanings import Meaning


class Handover(Signable):
    """A shift hands a room over: what was open then, and what is said besides.

    `open_items` is as it stood when it was written, in words. Both sign: who goes and who comes.
    """

    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="handovers")
    open_items = ArrayField(models.CharField(max_length=300), default=list)
    text = models.CharField(max_length=2000, blank=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    given_at = models.DateTimeField(null=True)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    taken_at = models.DateTimeField(null=True)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )

    class Meta:
        ordering = ("-written_at",)
        verbose_name = _("handover of a shift")
        constraints = (
            *(paired(one) for one in ("written", "given", "taken")),
            models.CheckConstraint(
                name="cleanrooms_handover_by_two",
                condition=Q(given_by__isnull=True) | ~Q(given_by=F("taken_by")),
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return str(self.room)

    def signed_content(self) -> dict[str, Any]:
        return {"room": self.room.code, "open": self.open_items, "text": self.text}

    def deeds(self) -> list[Deed]:
        return [Deed(Meaning.WRITTEN, self.written_by_id, self.written_by.display_name)]
