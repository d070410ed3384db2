"""What was loaded: when, by whom, out of which files."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from documents.models import StoredFile
from integrity.models import Record, paired


class FacilityLoad(Record):
    """One load that was carried out as its dry run showed; the rows stand in the trail."""

    written_once = True

    reason = models.CharField(max_length=500)
    shown = models.CharField(max_length=64, help_text="SHA-256 of what the dry run showed")
    made = models.PositiveIntegerField()
    changed = models.PositiveIntegerField()
    same = models.PositiveIntegerField()
    loaded_at = models.DateTimeField()
    loaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ("-loaded_at",)
        constraints = (paired("loaded"),)

    def __str__(self) -> str:
        return self.reason[:200]


class LoadedFile(Record):
    """A file of a load, by its SHA-256; kept, unless it holds what must stay erasable."""

    part_of = "load"
    written_once = True

    load = models.ForeignKey(FacilityLoad, on_delete=models.PROTECT, related_name="files")
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name
