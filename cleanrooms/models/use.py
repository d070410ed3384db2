from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.utils.translation import gettext_lazy as _

from cleanrooms.models.checklist import MOST_TEXT, Changeover, Checklist
from cleanrooms.models.room import Room
from cleanrooms.models.sharing import Sharing
from cleanrooms.models.span import ends_after, span
from documents.models import Attachment
from integrity.lifecycle import Lifecycle
from integrity.models import Record, Signable, paired
from integrity.models.signable import Deed
from integrity.signatures.meanings import Meaning
from materials.models import Lot, Product

if TYPE_CHECKING:
    from uuid import UUID


class Purpose(models.TextChoices):
    PRODUCTION = "PRODUCTION", _("Production")
    MEDIA_FILL = "MEDIA_FILL", _("Media fill")
    MAINTENANCE = "MAINTENANCE", _("Maintenance")
    OTHER = "OTHER", _("Other work")


class UseState(models.TextChoices):
    PREPARED = "PREPARED", _("Prepared")
    RUNNING = "RUNNING", _("Running")
    ENDED = "ENDED", _("Ended")
    CANCELLED = "CANCELLED", _("Not begun")

    @property
    def sign(self) -> str:
        return {"PREPARED": "hold", "RUNNING": "progress", "ENDED": "ok"}.get(self, "neutral")


USE_LIFECYCLE = Lifecycle(
    UseState,
    first=UseState.PREPARED,
    moves={
        UseState.PREPARED: {UseState.RUNNING, UseState.CANCELLED},
        UseState.RUNNING: {UseState.ENDED},
    },
)


class Uses(models.QuerySet["RoomUse"]):
    def running(self, room: Room) -> Uses:
        return self.filter(room=room, state=UseState.RUNNING).select_related("product")

    def last_of(self, room: Room) -> RoomUse | None:
        """What was worked with in the room last; maintenance leaves no product behind."""
        begun = self.filter(room=room, begun_at__isnull=False)
        return begun.exclude(purpose=Purpose.MAINTENANCE).order_by("-begun_at").first()


class RoomUse(Signable):
    """A room used for one thing, from its line clearance until its end (Part IV 6.2, 9.4).

    `number` is that of the lot, or of the batch before its lot is made. `previous` is what the room
    was used for before, when this one was prepared. Uses at the same time have one `share_group`;
    PostgreSQL refuses any other. `is_closed` says that the product is never open in this room.
    """

    lifecycle = USE_LIFECYCLE

    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="uses")
    purpose = models.CharField(max_length=11, choices=Purpose.choices)
    number = models.CharField(max_length=40, blank=True)
    note = models.CharField(max_length=MOST_TEXT, blank=True)
    is_closed = models.BooleanField(default=False)
    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, related_name="room_uses", null=True)
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="+", null=True)
    checklist = models.ForeignKey(
        Checklist, on_delete=models.PROTECT, related_name="uses", null=True
    )
    changeover = models.CharField(max_length=13, choices=Changeover.choices, blank=True)
    previous = models.ForeignKey("self", on_delete=models.PROTECT, related_name="+", null=True)
    state = models.CharField(
        max_length=9, choices=UseState.choices, default=UseState.PREPARED
    )  # fmt: skip
    prepared_at = models.DateTimeField()
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    cleared_at = models.DateTimeField(null=True)
    cleared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    checked_at = models.DateTimeField(null=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    begun_at = models.DateTimeField(null=True)
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    share_group = models.UUIDField(null=True)
    sharing = models.ForeignKey(Sharing, on_delete=models.PROTECT, related_name="uses", null=True)
    period = span("begun_at", "ended_at")

    objects: ClassVar[Uses] = Uses.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-prepared_at",)
        verbose_name = _("use of a room")
        constraints = (
            *(paired(one) for one in ("prepared", "cleared", "checked", "begun", "ended")),
            models.CheckConstraint(
                name="cleanrooms_use_ends_after_it_begins",
                condition=ends_after("begun_at", "ended_at"),
            ),
            ExclusionConstraint(
                name="cleanrooms_one_group_in_a_room",
                expressions=[
                    ("room", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                    ("share_group", RangeOperators.NOT_EQUAL),
                ],
            ),
        )

    def __str__(self) -> str:
        return f"{self.room} {self.label}"

    @property
    def label(self) -> str:
        """What it is for, as on the board."""
        return self.number or self.note or str(self.get_purpose_display())

    @property
    def present(self) -> UseState:
        return UseState(self.state)

    @property
    def needs_clearance(self) -> bool:
        """Laboratories are no cleanrooms, and maintenance is no work with a product."""
        return self.room.is_kept_clean and self.purpose != Purpose.MAINTENANCE

    def signed_content(self) -> dict[str, Any]:
        """What was looked at before which use, what was found, and the photos of it."""
        lines = list(self.lines.all())
        kind, keys = ClearanceLine._meta.label_lower, [line.pk for line in lines]
        photos = Attachment.objects.of_many(kind, keys)
        return {
            "room": self.room.code,
            "purpose": self.purpose,
            "number": self.number,
            "note": self.note,
            "previous": str(self.previous_id) if self.previous_id else None,
            "checklist": str(self.checklist) if self.checklist else None,
            "lines": [line.signed_content(photos.get(line.pk, [])) for line in lines],
        }

    def deeds(self) -> list[Deed]:
        """Who cleared the room, or answered a line of it, does not check it."""
        answered = [line.answered_by for line in self.lines.select_related("answered_by")]
        done = {one.pk: one for one in (self.cleared_by, *answered) if one}
        return [Deed(Meaning.PERFORMED, one.pk, one.display_name) for one in done.values()]


class Answer(models.TextChoices):
    DONE = "DONE", _("Done")
    NOT_SO = "NOT_SO", _("Not so")
    NOT_NEEDED = "NOT_NEEDED", _("Not applicable")

    @property
    def sign(self) -> str:
        return {"DONE": "ok", "NOT_SO": "action"}.get(self, "neutral")


class ClearanceLine(Record):
    """One line of a clearance, as the checklist had it, and what was found."""

    part_of = "use"

    use = models.ForeignKey(RoomUse, on_delete=models.PROTECT, related_name="lines")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=MOST_TEXT)
    answer = models.CharField(max_length=10, choices=Answer.choices, blank=True)
    note = models.CharField(max_length=MOST_TEXT, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )

    class Meta:
        ordering = ("position",)
        constraints = (
            paired("answered"),
            models.UniqueConstraint(fields=["use", "position"], name="cleanrooms_line_once"),
        )

    def __str__(self) -> str:
        return f"{self.position}. {self.text}"

    @property
    def sign(self) -> str:
        return Answer(self.answer).sign if self.answer else "neutral"

    def signed_content(self, photos: Sequence[Attachment]) -> dict[str, Any]:
        """With the digests of its photos, where it has any."""
        by: UUID | None = self.answered_by_id
        shown = {"photos": [one.file.sha256 for one in photos]} if photos else {}
        return {
            "position": self.position, "text": self.text, "answer": self.answer,
            "note": self.note, "by": str(by) if by else None, **shown,
        }  # fmt: skip
