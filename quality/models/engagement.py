"""What is agreed with another organisation from a day until a day: drafted, signed, ended."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from documents.models import Attachment
from integrity.lifecycle import Lifecycle
from integrity.models import Deed, paired
from integrity.signatures.meanings import Meaning
from people.models import Organisation
from people.models.qualification import day_of
from quality.models.numbered import M, Numbered, NumberedRecords


class EngagementState(models.TextChoices):
    DRAFT = "DRAFT", _("Draft")
    SIGNED = "SIGNED", _("Signed")
    ENDED = "ENDED", _("Ended")


class Standing(models.TextChoices):
    """How a signed one stands at a moment."""

    DRAFT = "DRAFT", _("Draft")
    NOT_YET = "NOT_YET", _("Not in force yet")
    IN_FORCE = "IN_FORCE", _("In force")
    SUPERSEDED = "SUPERSEDED", _("Superseded")
    EXPIRED = "EXPIRED", _("Expired")
    ENDED = "ENDED", _("Ended")

    @property
    def sign(self) -> str:
        """The state of the design language that shows it."""
        return {"DRAFT": "hold", "NOT_YET": "info", "IN_FORCE": "ok"}.get(self, "neutral")


LIFECYCLE = Lifecycle(
    EngagementState,
    first=EngagementState.DRAFT,
    moves={
        EngagementState.DRAFT: {EngagementState.SIGNED, EngagementState.ENDED},
        EngagementState.SIGNED: {EngagementState.ENDED},
    },
)


class Engagements(NumberedRecords[M]):
    def in_force(self, at: datetime) -> Engagements[M]:
        """Signed, not ended, within their days, and not superseded by another yet."""
        day = day_of(at)
        until = Q(valid_until__isnull=True) | Q(valid_until__gte=day)
        not_ended = Q(ended_at__isnull=True) | Q(ended_at__gt=at)
        not_superseded = Q(superseded_from__isnull=True) | Q(superseded_from__gt=day)
        return self.filter(until, not_ended, not_superseded, signed_at__lte=at, valid_from__lte=day)


class Engagement(Numbered):
    """Holds from its first to its last day, both counted, once the facility's QA signed it.

    A new version replaces another one, which holds until the day before. The quality agreement
    (EU GMP Chapter 7) has days of its own; its document is among the files, and signed with it.
    """

    lifecycle = LIFECYCLE

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    scope = models.TextField()
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)
    quality_agreement = models.CharField(max_length=200, blank=True)
    quality_from = models.DateField(null=True)
    quality_until = models.DateField(null=True)
    replaces = models.ForeignKey("self", on_delete=models.PROTECT, related_name="+", null=True)
    superseded_from = models.DateField(null=True)
    state = models.CharField(
        max_length=8, choices=EngagementState.choices, default=EngagementState.DRAFT
    )
    drafted_at = models.DateTimeField()
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    signed_at = models.DateTimeField(null=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    ended_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        abstract = True
        ordering = ("-drafted_at",)
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            paired("drafted"),
            paired("signed"),
            paired("ended"),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_ends_after_it_begins",
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_quality_days",
                condition=Q(quality_until__isnull=True) | Q(quality_until__gte=F("quality_from")),
            ),
        )

    def standing(self, at: datetime) -> Standing:
        day = day_of(at)
        if self.ended_at is not None and self.ended_at <= at:
            return Standing.ENDED
        if self.signed_at is None or self.signed_at > at:
            return Standing.DRAFT
        if self.superseded_from is not None and self.superseded_from <= day:
            return Standing.SUPERSEDED
        if self.valid_until is not None and self.valid_until < day:
            return Standing.EXPIRED
        return Standing.IN_FORCE if self.valid_from <= day else Standing.NOT_YET

    @property
    def needs_quality_agreement(self) -> bool:
        """True when work under it needs a quality agreement (Part IV 13)."""
        raise NotImplementedError

    def quality_standing(self, at: datetime) -> Standing:
        """How its quality agreement stands; a draft is one that nobody named."""
        day = day_of(at)
        if not self.quality_agreement or self.quality_from is None:
            return Standing.DRAFT
        if self.quality_until is not None and self.quality_until < day:
            return Standing.EXPIRED
        return Standing.IN_FORCE if self.quality_from <= day else Standing.NOT_YET

    def documents(self) -> QuerySet[Attachment]:
        """Its files; of a signed one those that were there when it was signed."""
        found = Attachment.objects.of(self._meta.label_lower, self.pk)
        return found.filter(attached_at__lte=self.signed_at) if self.signed_at else found

    def signed_content(self) -> dict[str, Any]:
        """With whom, for what, within which limits, from when until when, on which documents."""
        return {
            "number": self.number,
            "title": self.title,
            "organisation": self.organisation_id,
            "scope": self.scope,
            "from": self.valid_from.isoformat(),
            "until": self.valid_until.isoformat() if self.valid_until else None,
            "replaces": self.replaces.pk if self.replaces else None,
            "quality_agreement": self.quality_agreement,
            "quality_from": self.quality_from.isoformat() if self.quality_from else None,
            "quality_until": self.quality_until.isoformat() if self.quality_until else None,
            "documents": sorted(one.file.sha256 for one in self.documents()),
        }

    def deeds(self) -> Iterable[Deed]:
        yield Deed(Meaning.WRITTEN, self.drafted_by_id, self.drafted_by.display_name)
