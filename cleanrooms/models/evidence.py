from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField, RangeBoundary
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import Case, Exists, F, Func, OuterRef, Q, When
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from cleanrooms.models.equipment import Equipment
from cleanrooms.models.evidence_kind import EvidenceKind, Need, Outcome
from cleanrooms.models.room import Room
from documents.models import Attachment
from integrity.models import Deed, Signable, paired
from integrity.signatures.meanings import Meaning
from people.models.qualification import day_of

FOUND_BAD = Q(outcome=Outcome.FAILED) | Q(as_found=Outcome.FAILED)


class Validity(Func):
    """The range from its release until its last day is over."""

    function = "TSTZRANGE"
    output_field = DateTimeRangeField()

    def __init__(self) -> None:
        super().__init__("released_at", "valid_until", RangeBoundary())


def _shown(at: datetime) -> Q:
    """Released by then, and nothing of its kind failed since, until then.

    A failure ends what was shown before it from the moment at which it was found.
    """
    same = Q(room=OuterRef("room")) | Q(equipment=OuterRef("equipment"))
    failed_since = Evidence.objects.standing().filter(
        FOUND_BAD, same, need=OuterRef("need"), performed_at__gt=OuterRef("performed_at"),
        performed_at__lte=at,
    )  # fmt: skip
    return Q(released_at__lte=at) & Q(~Exists(failed_since))


class EvidenceSet(models.QuerySet["Evidence"]):
    def of(self, subject: Room | Equipment) -> EvidenceSet:
        """That of one room or device, the latest first."""
        name = "room" if isinstance(subject, Room) else "equipment"
        return self.filter(**{name: subject})

    def standing(self) -> EvidenceSet:
        return self.filter(withdrawn_at__isnull=True)

    def in_force(self, at: datetime) -> EvidenceSet:
        """Valid then: shown by then, and within its range."""
        shown = self.standing().alias(valid=Validity()).filter(_shown(at))
        return shown.filter(valid__contains=at)  # type: ignore[misc]

    def known(self, at: datetime) -> EvidenceSet:
        """All that says something of that moment: released by then, or found bad by then; with
        `is_shown`, whether it shows its need, unless its last day is over.
        """
        found_bad = FOUND_BAD & Q(performed_at__lte=at)
        known = self.standing().filter(Q(released_at__lte=at) | found_bad)
        return known.annotate(is_shown=Case(When(_shown(at), then=True), default=False))

    def to_release(self) -> EvidenceSet:
        """Recorded as passed, and not released yet."""
        return self.standing().filter(outcome=Outcome.PASSED, released_at__isnull=True)


class Evidence(Signable):
    """That a room or a device was qualified, calibrated or maintained, and how it came out.

    Recorded by one person and released by another; valid from then until `valid_until`, the end of
    `last_day`. A failed one needs no release. Never edited: a mistake is withdrawn.
    `as_found` is the verdict before anything was adjusted, `outcome` the one after it; the readings
    stand with their units as the certificate has them. `need` follows from `kind`.
    """

    room = models.ForeignKey(
        Room, on_delete=models.PROTECT, related_name="status_evidence", null=True
    )
    equipment = models.ForeignKey(
        Equipment, on_delete=models.PROTECT, related_name="status_evidence", null=True
    )
    kind = models.CharField(max_length=15, choices=EvidenceKind.choices)
    need = models.CharField(max_length=15, choices=Need.choices, blank=True)
    outcome = models.CharField(max_length=6, choices=Outcome.choices)
    as_found = models.CharField(max_length=6, choices=Outcome.choices, blank=True)
    reading_found = models.CharField(max_length=200, blank=True)
    reading_left = models.CharField(max_length=200, blank=True)
    performed_at = models.DateTimeField()
    performer = models.CharField(max_length=100)
    reference = models.CharField(max_length=100)
    statement = models.TextField(blank=True)
    last_day = models.DateField(null=True)
    valid_until = models.DateTimeField(null=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    files = ArrayField(models.CharField(max_length=64), default=list)
    released_at = models.DateTimeField(null=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    withdrawn_reason = models.CharField(max_length=500, blank=True)

    objects: ClassVar[EvidenceSet] = EvidenceSet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-performed_at", "-id")
        verbose_name = _("evidence of status")
        indexes = (
            GistIndex(F("equipment"), Validity(), name="evidence_of_equipment_valid"),
            GistIndex(F("room"), Validity(), name="evidence_of_room_valid"),
        )
        constraints = (
            paired("recorded"),
            paired("released"),
            paired("withdrawn"),
            models.CheckConstraint(
                name="cleanrooms_evidence_of_one_thing",
                condition=Q(room__isnull=True) ^ Q(equipment__isnull=True),
            ),
            models.CheckConstraint(
                name="cleanrooms_evidence_only_passed_is_released",
                condition=Q(released_at__isnull=True) | Q(outcome=Outcome.PASSED),
            ),
            models.CheckConstraint(
                name="cleanrooms_evidence_ends_after_release",
                condition=Q(valid_until__isnull=True)
                | Q(released_at__isnull=True)
                | Q(valid_until__gt=F("released_at")),
            ),
            models.CheckConstraint(
                name="cleanrooms_evidence_not_released_by_who_recorded",
                condition=Q(released_by__isnull=True) | ~Q(released_by=F("recorded_by")),
            ),
        )

    def __str__(self) -> str:
        day = date_format(day_of(self.performed_at), "j M Y")
        return f"{self.subject}: {self.get_kind_display()}, {day}"

    @property
    def subject(self) -> Room | Equipment:
        found = self.room or self.equipment
        assert found is not None  # noqa: S101  (a constraint holds it)
        return found

    @property
    def found_bad(self) -> bool:
        return Outcome.FAILED in (self.outcome, self.as_found)

    @property
    def stands(self) -> bool:
        return self.withdrawn_at is None

    @property
    def waits(self) -> bool:
        """Whether somebody may release it."""
        return self.stands and self.released_at is None and self.outcome == Outcome.PASSED

    @property
    def sign(self) -> str:
        if not self.stands:
            return "neutral"
        if self.outcome == Outcome.FAILED:
            return "action"
        if self.waits:
            return "hold"
        return "alert" if self.found_bad else "ok"

    @property
    def word(self) -> str:
        if not self.stands:
            return str(_("Withdrawn"))
        if self.outcome == Outcome.FAILED:
            return str(_("Failed"))
        return str(_("To be released") if self.waits else _("Released"))

    @property
    def files_decided_on(self) -> list[str]:
        """The SHA-256 of its files: as they are now, and for good once it is released."""
        if self.released_at is not None:
            return self.files
        attached = Attachment.objects.filter(
            subject_type=self._meta.label_lower, subject_id=self.pk
        )
        return sorted(set(attached.values_list("file__sha256", flat=True)))

    def signed_content(self) -> dict[str, Any]:
        """All that was recorded, and its files."""
        names = (
            "room_id", "equipment_id", "kind", "outcome", "as_found", "reading_found",
            "reading_left", "performed_at", "performer", "reference", "statement",
        )  # fmt: skip
        told = {name: getattr(self, name) for name in names}
        last = self.last_day.isoformat() if self.last_day else ""
        return {**told, "last_day": last, "files": self.files_decided_on}

    def deeds(self) -> list[Deed]:
        """Who recorded it does not release it."""
        return [Deed(Meaning.WRITTEN, self.recorded_by_id, self.recorded_by.display_name)]
