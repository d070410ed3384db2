from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from cleanrooms.models.room import Room
from cleanrooms.models.span import ends_after, span
from documents.models import DocumentVersion
from integrity.models import Record, Signable, paired
from integrity.models.fields import ExactDecimalField
from integrity.models.signable import Deed
from integrity.signatures.meanings import Meaning
from materials.models import Container, Material


class CleaningKind(models.TextChoices):
    ROUTINE = "ROUTINE", _("Routine")
    AFTER_USE = "AFTER_USE", _("After use")
    CHANGEOVER = "CHANGEOVER", _("Changeover")
    SPORICIDAL = "SPORICIDAL", _("Sporicidal")


class Disinfectant(Record):
    """An agent with the time it must stay wet, in minutes, as it was validated (Annex 1 4.33)."""

    code = models.CharField(max_length=20)
    name = models.CharField(max_length=100)
    material = models.ForeignKey(Material, on_delete=models.PROTECT, related_name="+")
    contact_minutes = models.PositiveSmallIntegerField()
    is_sporicidal = models.BooleanField()

    class Meta:
        ordering = ("code",)
        constraints = (
            models.UniqueConstraint(Lower("code"), name="cleanrooms_disinfectant_code_once"),
        )

    def __str__(self) -> str:
        return self.name


class Rotation(Record):
    """The agents of a room in their turn, by code, again and again; a sporicide is among them."""

    part_of = "room"

    room = models.OneToOneField(Room, on_delete=models.PROTECT, related_name="rotation")
    cycle = ArrayField(models.CharField(max_length=20))
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("rotation of disinfectants")
        constraints = (paired("set"),)

    def __str__(self) -> str:
        return f"{self.room}: {', '.join(self.cycle)}"


class Cleanings(models.QuerySet["Cleaning"]):
    def running(self, room: Room) -> Cleanings:
        return self.filter(room=room, ended_at__isnull=True)


class Cleaning(Signable):
    """A room cleaned by a procedure, with an agent out of one container, and checked by another.

    The agent stays wet for `contact_minutes` from `applied_at` on. `is_in_turn` says whether it was
    the one due; else `choice_reason` says why not.
    """

    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="cleanings")
    kind = models.CharField(max_length=10, choices=CleaningKind.choices)
    procedure = models.ForeignKey(DocumentVersion, on_delete=models.PROTECT, related_name="+")
    agent = models.ForeignKey(Disinfectant, on_delete=models.PROTECT, related_name="+")
    container = models.ForeignKey(Container, on_delete=models.PROTECT, related_name="+")
    quantity = ExactDecimalField()
    contact_minutes = models.PositiveSmallIntegerField()
    is_in_turn = models.BooleanField()
    choice_reason = models.CharField(max_length=200, blank=True)
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    applied_at = models.DateTimeField(null=True)
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    checked_at = models.DateTimeField(null=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    period = span("begun_at", "ended_at")

    objects: ClassVar[Cleanings] = Cleanings.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-begun_at",)
        verbose_name = _("cleaning of a room")
        constraints = (
            *(paired(one) for one in ("begun", "applied", "ended", "checked")),
            models.CheckConstraint(
                name="cleanrooms_cleaning_ends_after_it_begins",
                condition=ends_after("begun_at", "ended_at"),
            ),
            models.UniqueConstraint(
                fields=["room"], condition=models.Q(ended_at__isnull=True),
                name="cleanrooms_one_cleaning_at_a_time",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.room} {self.get_kind_display()}"

    @property
    def word(self) -> str:
        if self.checked_at:
            return str(_("Checked"))
        if self.ended_at:
            return str(_("To be checked"))
        return str(_("Contact time runs") if self.applied_at else _("Begun"))

    @property
    def sign(self) -> str:
        return "ok" if self.checked_at else "hold" if self.ended_at else "info"

    @property
    def wet_until(self) -> datetime | None:
        """When the contact time is over."""
        if self.applied_at is None:
            return None
        return self.applied_at + timedelta(minutes=self.contact_minutes)

    def signed_content(self) -> dict[str, Any]:
        return {
            "room": self.room.code, "kind": self.kind, "procedure": str(self.procedure),
            "agent": self.agent.code, "container": self.container.code,
            "quantity": self.quantity, "contact_minutes": self.contact_minutes,
            "reason": self.choice_reason, "begun": self.begun_at, "applied": self.applied_at,
            "ended": self.ended_at,
        }  # fmt: skip

    def deeds(self) -> list[Deed]:
        """Who cleaned does not check it."""
        done = [self.begun_by, self.applied_by, self.ended_by]
        return [Deed(Meaning.PERFORMED, one.pk, one.display_name) for one in done if one]
