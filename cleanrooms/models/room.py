from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from cleanrooms.models.evidence_kind import QUALIFICATIONS
from integrity.models import Record, paired


class RoomKind(models.TextChoices):
    CLEANROOM = "CLEANROOM", _("Cleanroom")
    AIRLOCK = "AIRLOCK", _("Airlock")
    DEVELOPMENT = "DEVELOPMENT", _("Development laboratory")
    QC = "QC", _("QC laboratory")


class Grade(models.TextChoices):
    """Cleanliness grades of EU GMP Annex 1; CNC is controlled, not classified."""

    A = "A", _("Grade A")
    B = "B", _("Grade B")
    C = "C", _("Grade C")
    D = "D", _("Grade D")
    CNC = "CNC", _("Controlled, not classified")

    def is_at_least(self, needed: str) -> bool:
        """True when this grade is as clean as the one needed, or cleaner."""
        order = list(Grade)
        return order.index(self) <= order.index(Grade(needed))


class Containment(models.TextChoices):
    """Levels of containment for work with GMOs (Directive 2009/41/EC, Annex IV)."""

    NONE = "NONE", _("No GMO")
    LEVEL_1 = "LEVEL_1", _("Containment level 1")
    LEVEL_2 = "LEVEL_2", _("Containment level 2")
    LEVEL_3 = "LEVEL_3", _("Containment level 3")
    LEVEL_4 = "LEVEL_4", _("Containment level 4")

    def is_at_least(self, needed: str) -> bool:
        """True when this level contains what needs that one."""
        order = list(Containment)
        return order.index(self) >= order.index(Containment(needed))


class RoomState(models.TextChoices):
    CLEAN = "CLEAN", _("Clean")
    IN_USE = "IN_USE", _("In use")
    TO_BE_CLEANED = "TO_BE_CLEANED", _("To be cleaned")
    CLEANING = "CLEANING", _("Cleaning")
    CLEAN_HOLD = "CLEAN_HOLD", _("Clean hold")
    OUT_OF_SERVICE = "OUT_OF_SERVICE", _("Out of service")

    @property
    def sign(self) -> str:
        """The state of the design language that shows it."""
        return SIGNS[self]

    @property
    def icon(self) -> str:
        """The symbol that shows it: its sign's, unless it has one of its own."""
        return ICONS.get(self, self.sign)


SIGNS: dict[str, str] = {
    RoomState.CLEAN: "ok",
    RoomState.IN_USE: "progress",
    RoomState.TO_BE_CLEANED: "neutral",
    RoomState.CLEANING: "info",
    RoomState.CLEAN_HOLD: "hold",
    RoomState.OUT_OF_SERVICE: "neutral",
}
ICONS: dict[str, str] = {RoomState.CLEANING: "clean", RoomState.OUT_OF_SERVICE: "stop"}


class RoomSet(models.QuerySet["Room"]):
    def valid_at(self, at: datetime) -> RoomSet:
        """Those whose installation, operation and performance are shown and in force then."""
        evidence: Any = apps.get_model("cleanrooms", "Evidence")
        in_force = evidence.objects.in_force(at).filter(room=OuterRef("pk"))
        return self.filter(*(Exists(in_force.filter(need=need)) for need in QUALIFICATIONS))


class Room(Record):
    """A cleanroom, airlock or laboratory, with its place on the plan in units of 10 cm.

    `corners` are its shape, [x, y] each, where it is no rectangle. `clean_up_minutes` is the
    qualified time in which it is clean again at rest, `clean_hold_hours` how long it stays so.
    `requalification_months` is the site's own choice, where it is stricter than Annex 1.
    """

    who_and_when = ("state_at", "state_by")

    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=100)
    suite = models.CharField(max_length=100)
    kind = models.CharField(max_length=12, choices=RoomKind.choices)
    grade = models.CharField(max_length=3, choices=Grade.choices)
    containment = models.CharField(
        max_length=7, choices=Containment.choices, default=Containment.NONE
    )
    most_persons = models.PositiveSmallIntegerField(null=True)
    clean_up_minutes = models.PositiveSmallIntegerField(null=True)
    clean_hold_hours = models.PositiveSmallIntegerField(null=True)
    requalification_months = models.PositiveSmallIntegerField(null=True)
    state = models.CharField(max_length=16, choices=RoomState.choices, default=RoomState.CLEAN)
    state_note = models.CharField(max_length=200, blank=True)
    state_at = models.DateTimeField(null=True)
    state_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    x = models.PositiveSmallIntegerField()
    y = models.PositiveSmallIntegerField()
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    corners = models.JSONField(default=list)

    objects: ClassVar[RoomSet] = RoomSet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("code",)
        constraints = (
            paired("state"),
            models.CheckConstraint(
                condition=models.Q(width__gt=0, height__gt=0), name="cleanrooms_room_has_area"
            ),
        )

    def __str__(self) -> str:
        return self.code

    @property
    def present(self) -> RoomState:
        """The state it is in, with its word, sign and icon."""
        return RoomState(self.state)
