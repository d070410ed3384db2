from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from cleanrooms.models.evidence_kind import QUALIFICATIONS
from cleanrooms.models.room_state import LIFECYCLE, SHUT, RoomState
from integrity.models import Record, paired
from materials.models import Containment


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


class RoomSet(models.QuerySet["Room"]):
    def valid_at(self, at: datetime) -> RoomSet:
        """Those that were in service then, with installation, operation and performance shown
        and in force.
        """
        evidence: Any = apps.get_model("cleanrooms", "Evidence")
        change: Any = apps.get_model("cleanrooms", "StateChange")
        in_force = evidence.objects.in_force(at).filter(room=OuterRef("pk"))
        changes = change.objects.filter(room=OuterRef("pk"), at__lte=at).order_by("-at", "-id")
        in_service = ~Q(state_then__in=SHUT) & Q(state_then__isnull=False)
        found = self.alias(state_then=Subquery(changes.values("after")[:1])).filter(in_service)
        return found.filter(*(Exists(in_force.filter(need=need)) for need in QUALIFICATIONS))


class Room(Record):
    """A cleanroom, airlock or laboratory, with its place on the plan in units of 10 cm.

    `corners` are its shape, [x, y] each, where it is no rectangle. `clean_up_minutes` is the
    qualified time in which it is clean again at rest, `clean_hold_hours` how long it stays so;
    `clean_until` is when the present hold ends. `state_at` and `state_by` are of a person’s deed;
    the end of the clean hold time is none.
    `requalification_months` is the site's own choice, where it is stricter than Annex 1.
    """

    lifecycle = LIFECYCLE
    who_and_when = ("state_at", "state_by", "clean_until")

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
    state = models.CharField(
        max_length=20, choices=RoomState.choices, default=RoomState.OUT_OF_SERVICE
    )
    state_note = models.CharField(max_length=200, blank=True)
    state_at = models.DateTimeField(null=True)
    state_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    clean_until = models.DateTimeField(null=True)
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
                condition=Q(width__gt=0, height__gt=0), name="cleanrooms_room_has_area"
            ),
        )

    def __str__(self) -> str:
        return self.code

    @property
    def is_kept_clean(self) -> bool:
        """Laboratories are no cleanrooms: what they are used for needs no clearance."""
        return self.kind in {RoomKind.CLEANROOM, RoomKind.AIRLOCK}

    @property
    def present(self) -> RoomState:
        """The state it is in, with its word, sign and icon."""
        return RoomState(self.state)

    @property
    def since(self) -> datetime | None:
        """Since when it is in its state; the end of the clean hold time is nobody's deed."""
        return self.clean_until if self.state == RoomState.EXPIRED else self.state_at
