from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from integrity.models import Record, Signable, paired
from integrity.models.fields import ExactDecimalField
from integrity.models.signable import Deed
from integrity.signatures.meanings import Meaning
from materials.models.container import Container
from materials.models.lot import Lot


class EdgeKind(models.TextChoices):
    """How the content of one container came into another one."""

    CONSUMED = "CONSUMED", _("consumed for")
    DERIVED = "DERIVED", _("made into")
    POOLED = "POOLED", _("pooled into")
    SAMPLED = "SAMPLED", _("sampled into")
    SPLIT = "SPLIT", _("divided into")


class Edge(Record):
    """Something of `parent` is in `child`, for good: written once, and never in a circle."""

    written_once = True
    part_of = "child"

    parent = models.ForeignKey(Container, on_delete=models.PROTECT, related_name="into")
    child = models.ForeignKey(Container, on_delete=models.PROTECT, related_name="out_of")
    kind = models.CharField(max_length=10, choices=EdgeKind.choices)
    quantity = ExactDecimalField()
    linked_at = models.DateTimeField()
    linked_by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("linked_at", "id")
        constraints = (
            paired("linked"),
            models.UniqueConstraint(
                fields=["parent", "child", "kind", "linked_at"], name="materials_edge_once"
            ),
            models.CheckConstraint(
                name="materials_edge_not_of_itself", condition=~Q(parent=models.F("child"))
            ),
            models.CheckConstraint(
                name="materials_edge_of_something", condition=Q(quantity__gt=Decimal(0))
            ),
        )

    def __str__(self) -> str:
        return f"{self.parent} {self.get_kind_display()} {self.child}"


class Holds(models.QuerySet["Hold"]):
    def standing(self) -> Holds:
        return self.filter(lifted_at__isnull=True)


class Hold(Signable):
    """A lot, a container or everything of a donor must not be used until QA lifts it by signature.

    It travels by genealogy to everything that was made of it.
    """

    number = models.PositiveIntegerField(unique=True)
    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, related_name="holds", null=True)
    container = models.ForeignKey(
        Container, on_delete=models.PROTECT, related_name="holds", null=True
    )
    donor_code = models.CharField(max_length=40, blank=True)
    reason = models.CharField(max_length=500)
    placed_at = models.DateTimeField()
    placed_by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(
        "people.User", on_delete=models.PROTECT, related_name="+", null=True
    )
    lifted_reason = models.CharField(max_length=500, blank=True)

    objects: ClassVar[Holds] = Holds.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-number",)
        indexes = (models.Index(fields=["donor_code"], name="hold_by_donor"),)
        constraints = (
            paired("placed"),
            paired("lifted"),
            models.CheckConstraint(
                name="materials_hold_on_one_thing",
                condition=Q(lot__isnull=False, container__isnull=True, donor_code="")
                | Q(lot__isnull=True, container__isnull=False, donor_code="")
                | Q(lot__isnull=True, container__isnull=True) & ~Q(donor_code=""),
            ),
        )

    def __str__(self) -> str:
        return f"HLD-{self.number:04}"

    @property
    def on(self) -> str:
        """What is held, by its code."""
        return str(self.lot or self.container or self.donor_code)

    def signed_content(self) -> dict[str, Any]:
        return {
            "number": str(self),
            "lot": self.lot_id,
            "container": self.container_id,
            "donor": self.donor_code,
            "reason": self.reason,
            "placed": {"at": self.placed_at, "by": self.placed_by_id},
        }

    def deeds(self) -> list[Deed]:
        """Who placed it does not lift it."""
        return [Deed(Meaning.PERFORMED, self.placed_by_id, self.placed_by.display_name)]


class Recall(Signable):
    """A recall of a lot, or the exercise of one: what was found, how long it took, signed."""

    number = models.PositiveIntegerField(unique=True)
    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, related_name="recalls")
    is_mock = models.BooleanField()
    reason = models.CharField(max_length=500)
    found = models.JSONField(default=list)
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        "people.User", on_delete=models.PROTECT, related_name="+", null=True
    )
    conclusion = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("-number",)
        constraints = (paired("begun"), paired("ended"))

    def __str__(self) -> str:
        return f"RCL-{self.number:04}"

    @property
    def took(self) -> str:
        """From its beginning to its signature, to the second; nothing while it runs."""
        if self.ended_at is None:
            return ""
        minutes, seconds = divmod(int((self.ended_at - self.begun_at).total_seconds()), 60)
        hours, minutes = divmod(minutes, 60)
        return f"{hours} h {minutes:02} min {seconds:02} s"

    def signed_content(self) -> dict[str, Any]:
        return {
            "number": str(self),
            "lot": self.lot_id,
            "is_mock": self.is_mock,
            "reason": self.reason,
            "begun": {"at": self.begun_at, "by": self.begun_by_id},
            "found": self.found,
        }
