from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from documents.models import StoredFile
from integrity.models import Record, paired

if TYPE_CHECKING:
    from people.models import User


class Route(models.TextChoices):
    API = "API", _("REST")
    FILE = "FILE", _("CSV file")


class Ingests(models.QuerySet["Ingest"]):
    def visible_to(self, user: User) -> Ingests:
        return self if user.is_of_facility else self.none()


class Ingest(Record):
    """Readings that came in together: how many, of when, and the digest of their lines.

    `digest` is SHA-256 over one line for each reading that is stored under its `number`, in the
    order of channel and time; `known` were stored before with the same values.
    """

    written_once = True

    number = models.PositiveIntegerField(unique=True)
    route = models.CharField(max_length=4, choices=Route.choices)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+", null=True)
    channels = models.JSONField()  # codes
    count = models.PositiveIntegerField()
    known = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    added_at = models.DateTimeField()
    added_by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[Ingests] = Ingests.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-number",)
        verbose_name = _("ingest")
        constraints = (paired("added"),)

    def __str__(self) -> str:
        return f"ING-{self.number:05}"

    @property
    def added(self) -> int:
        """How many were not stored before."""
        return self.count - self.known
