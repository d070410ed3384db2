from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from integrity.models import Record, paired
from integrity.models.fields import ExactDecimalField
from materials.models.container import Container


class MovementKind(models.TextChoices):
    RECEIVED = "RECEIVED", _("Received")
    MADE = "MADE", _("Made")
    ISSUED = "ISSUED", _("Issued")
    USED = "USED", _("Used")
    RETURNED = "RETURNED", _("Returned")
    WASTED = "WASTED", _("Wasted")
    SAMPLED = "SAMPLED", _("Sampled")
    DERIVED = "DERIVED", _("Made into something else")
    ADJUSTED = "ADJUSTED", _("Corrected to what was counted")

    @property
    def adds(self) -> bool:
        return self in {MovementKind.RECEIVED, MovementKind.MADE, MovementKind.RETURNED}


class Issue(Record):
    """So much of a container handed out for a purpose; `outstanding` is not accounted for yet.

    Issued is used and returned and wasted and sampled, once nothing is outstanding.
    """

    part_of = "container"

    container = models.ForeignKey(Container, on_delete=models.PROTECT, related_name="issues")
    quantity = ExactDecimalField()
    outstanding = ExactDecimalField()
    purpose = models.CharField(max_length=200)
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-issued_at",)
        constraints = (
            paired("issued"),
            models.CheckConstraint(
                name="materials_issue_accounted",
                condition=Q(outstanding__gte=Decimal(0), outstanding__lte=models.F("quantity")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.container}: {self.purpose}"


class Movement(Record):
    """One line of the stock ledger, written once: what left a container or came into it, and why.

    `change` is what it did to the container: nothing, when what was issued before is accounted
    for; up or down, when a count corrects it. `subject_type` and `subject_id` name what it was
    for, in a higher app.
    """

    written_once = True
    part_of = "container"

    container = models.ForeignKey(Container, on_delete=models.PROTECT, related_name="movements")
    kind = models.CharField(max_length=10, choices=MovementKind.choices)
    quantity = ExactDecimalField()
    change = ExactDecimalField()
    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="movements", null=True)
    purpose = models.CharField(max_length=200, blank=True)
    subject_type = models.CharField(max_length=80, blank=True)
    subject_id = models.UUIDField(null=True)
    reason = models.CharField(max_length=500, blank=True)
    moved_at = models.DateTimeField()
    moved_by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-moved_at", "-id")
        indexes = (models.Index(fields=["subject_type", "subject_id"], name="movement_subject"),)
        constraints = (
            paired("moved"),
            models.CheckConstraint(
                name="materials_movement_of_something", condition=Q(quantity__gt=Decimal(0))
            ),
            models.CheckConstraint(
                name="materials_movement_is_its_quantity",
                condition=Q(change=models.F("quantity"), kind__in=["RECEIVED", "MADE", "RETURNED"])
                | Q(change=-models.F("quantity"), kind="ISSUED")
                | Q(
                    Q(change=-models.F("quantity"), issue__isnull=True)
                    | Q(change=Decimal(0), issue__isnull=False),
                    kind__in=["USED", "WASTED", "SAMPLED", "DERIVED"],
                )
                | Q(
                    Q(change=models.F("quantity")) | Q(change=-models.F("quantity")),
                    ~Q(reason=""),
                    kind="ADJUSTED",
                    issue__isnull=True,
                ),
            ),
        )

    def __str__(self) -> str:
        return f"{self.container} {self.get_kind_display()} {self.quantity}"


class Reservation(Record):
    """So much of a container is kept for a purpose, until it is issued for it or let go."""

    part_of = "container"

    container = models.ForeignKey(Container, on_delete=models.PROTECT, related_name="reservations")
    quantity = ExactDecimalField()
    purpose = models.CharField(max_length=200)
    reserved_at = models.DateTimeField()
    reserved_by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        "people.User", on_delete=models.PROTECT, related_name="+", null=True
    )

    class Meta:
        ordering = ("reserved_at", "id")
        constraints = (
            paired("reserved"),
            paired("ended"),
            models.CheckConstraint(
                name="materials_reservation_of_something", condition=Q(quantity__gt=Decimal(0))
            ),
        )

    def __str__(self) -> str:
        return f"{self.container}: {self.purpose}"
