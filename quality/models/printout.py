from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from documents.models import Rendition
from integrity.models import Record, paired
from people.models import User


class Printouts(models.QuerySet["Printout"]):
    def visible_to(self, user: User) -> Printouts:
        """People of the facility see them."""
        return self if user.is_of_facility else self.none()


class Printout(Record):
    """A record or a list of quality that somebody asked for as PDF; a worker makes it.

    `kind` is that of its page; without a `number` it is the list, or the trends, as these
    `filters` say.
    """

    kind = models.CharField(max_length=20)
    number = models.CharField(max_length=20, blank=True)
    filters = models.JSONField(default=dict)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    rendition = models.OneToOneField(
        Rendition, on_delete=models.PROTECT, related_name="+", null=True
    )

    objects: ClassVar[Printouts] = Printouts.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-asked_at",)
        constraints = (paired("asked"),)

    def __str__(self) -> str:
        return self.number or self.kind
