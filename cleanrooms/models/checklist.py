from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from integrity.models import Signable, paired
from integrity.models.signable import Deed
from integrity.signatures.meanings import Meaning

MOST_TEXT = 200


class Changeover(models.TextChoices):
    """What a clearance leads from and to: the greater the risk, the more is looked at."""

    SAME_PRODUCT = "SAME_PRODUCT", _("Same product again")
    OTHER_PRODUCT = "OTHER_PRODUCT", _("To another product")
    VECTOR = "VECTOR", _("From or to a viral vector")


class Checklists(models.QuerySet["Checklist"]):
    def approved(self, changeover: str) -> Checklist | None:
        """The newest approved version for this changeover."""
        found = self.filter(changeover=changeover, approved_at__isnull=False)
        return found.order_by("-number").first()


class Checklist(Signable):
    """A version of what is looked at before a room is used, approved by QA."""

    changeover = models.CharField(max_length=13, choices=Changeover.choices)
    number = models.PositiveSmallIntegerField()
    lines = ArrayField(models.CharField(max_length=MOST_TEXT))
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    approved_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )

    objects: ClassVar[Checklists] = Checklists.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("changeover", "-number")
        constraints = (
            models.UniqueConstraint(
                fields=["changeover", "number"], name="cleanrooms_checklist_once"
            ),
            paired("written"),
            paired("approved"),
        )

    def __str__(self) -> str:
        return f"{self.get_changeover_display()} v{self.number}"

    def signed_content(self) -> dict[str, Any]:
        return {"changeover": self.changeover, "number": self.number, "lines": self.lines}

    def deeds(self) -> list[Deed]:
        """Who wrote it does not approve it."""
        return [Deed(Meaning.WRITTEN, self.written_by_id, self.written_by.display_name)]
