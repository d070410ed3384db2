from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar
from uuid import UUID

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from integrity.lifecycle import Lifecycle
from integrity.models import Deed, Record, Signable, Signature, paired
from integrity.signatures.meanings import Meaning
from people.finding.texts import text_indexes
from quality.models.case import Case, Cases

TEXTS = ("number", "title")


class Area(models.TextChoices):
    """What a change may bear on; each that is asked is assessed before it is approved."""

    PRODUCT = "PRODUCT", _("Product quality and patient")
    PROCESS = "PROCESS", _("Process and master records")
    DOCUMENTS = "DOCUMENTS", _("Documents and training")
    ROOMS = "ROOMS", _("Rooms and equipment")
    MATERIALS = "MATERIALS", _("Materials and suppliers")
    TESTING = "TESTING", _("Testing and specifications")
    SYSTEMS = "SYSTEMS", _("Computerised systems")
    REGULATORY = "REGULATORY", _("Regulatory and agreements")


class ChangeState(models.TextChoices):
    PROPOSED = "PROPOSED", _("Proposed")
    APPROVED = "APPROVED", _("Approved")
    IMPLEMENTED = "IMPLEMENTED", _("Implemented")
    CLOSED = "CLOSED", _("Closed")
    REJECTED = "REJECTED", _("Rejected")

    @property
    def sign(self) -> str:
        """The state of the design language that shows it."""
        return {
            "PROPOSED": "hold", "APPROVED": "progress", "IMPLEMENTED": "info", "CLOSED": "ok",
        }.get(self, "neutral")  # fmt: skip


class Changes(Cases["ChangeControl"]):
    """Changes under control."""


class ChangeControl(Case):
    """What is to be changed and why, what it bears on, and that it was approved and done."""

    prefix, noun = "CC", "change"
    lifecycle = Lifecycle(
        ChangeState,
        first=ChangeState.PROPOSED,
        moves={
            ChangeState.PROPOSED: {ChangeState.APPROVED, ChangeState.REJECTED},
            ChangeState.APPROVED: {ChangeState.IMPLEMENTED},
            ChangeState.IMPLEMENTED: {ChangeState.CLOSED},
        },
    )

    why = models.TextField()
    implementation = models.TextField(blank=True)
    implemented_at = models.DateTimeField(null=True)
    implemented_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    state = models.CharField(
        max_length=11, choices=ChangeState.choices, default=ChangeState.PROPOSED
    )

    objects: ClassVar[Changes] = Changes.as_manager()  # type: ignore[assignment]

    class Meta(Case.Meta):
        indexes = text_indexes("change", *TEXTS)
        constraints = (*Case.Meta.constraints, paired("implemented"))

    @property
    def sign(self) -> str:
        return ChangeState(self.state).sign

    def signed_content(self) -> dict[str, Any]:
        """What is changed and why, with every assessment and the records named until then.

        How it was made, and what was named later, is signed when it is closed.
        """
        told = ("number", "title", "description", "why")
        areas = [{"area": one.area, "text": one.assessment} for one in self.assessments.all()]
        links = [
            {"kind": one.kind, "label": one.label} for one in self.links.all() if not one.is_later
        ]
        return {**{name: getattr(self, name) for name in told}, "areas": areas, "links": links}

    @property
    def signed_records(self) -> list[Signable]:
        return [self, *ChangeClosing.objects.filter(change=self)]

    def deeds(self) -> Iterable[Deed]:
        yield Deed(Meaning.WRITTEN, self.raised_by.pk, self.raised_by.display_name)


class ChangeAssessment(Record):
    """What a change means for one area."""

    part_of = "change"

    change = models.ForeignKey(ChangeControl, on_delete=models.PROTECT, related_name="assessments")
    area = models.CharField(max_length=10, choices=Area.choices)
    assessment = models.TextField(blank=True)
    assessed_at = models.DateTimeField(null=True)
    assessed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )

    class Meta:
        ordering = ("area",)
        constraints = (
            paired("assessed"),
            models.UniqueConstraint(fields=["change", "area"], name="quality_area_once"),
        )

    def __str__(self) -> str:
        return f"{self.change} {self.get_area_display()}"


class ChangeLink(Record):
    """A record that a change is about, by kind and id, as it was called then.

    One that is named after the approval has a reason.
    """

    part_of = "change"

    change = models.ForeignKey(ChangeControl, on_delete=models.PROTECT, related_name="links")
    kind = models.CharField(max_length=80)
    record_id = models.UUIDField()
    label = models.CharField(max_length=200)
    url = models.CharField(max_length=300, blank=True)
    is_later = models.BooleanField(default=False)
    reason = models.CharField(max_length=500, blank=True)
    linked_at = models.DateTimeField(null=True)
    linked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )

    class Meta:
        ordering = ("label",)
        indexes = (models.Index(fields=["kind", "record_id"], name="change_link_record"),)
        constraints = (
            paired("linked"),
            models.UniqueConstraint(
                fields=["change", "kind", "record_id"], name="quality_link_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.change} {self.label}"


class ChangeClosing(Signable):
    """That QA looked at how a change was made; written once, as it is signed."""

    written_once = True
    part_of = "change"

    change = models.OneToOneField(ChangeControl, on_delete=models.PROTECT, related_name="closing")
    made = models.JSONField()

    def __str__(self) -> str:
        return f"{self.change}"

    @property
    def signatures(self) -> models.QuerySet[Signature]:
        return Signature.objects.of(self)

    def signed_content(self) -> dict[str, Any]:
        return {"change": self.change_id, "made": self.made}

    def deeds(self) -> Iterable[Deed]:
        """Who made the change does not close it."""
        yield Deed(Meaning.PERFORMED, UUID(self.made["by"]), self.made["by_name"])


def closing_of(change: ChangeControl, key: UUID) -> ChangeClosing:
    """What would be signed now to close it; not stored yet."""
    links = change.links.filter(is_later=True)
    made = {
        "title": change.title,
        "implementation": change.implementation,
        "at": change.implemented_at.isoformat() if change.implemented_at else "",
        "by": str(change.implemented_by_id or UUID(int=0)),
        "by_name": change.implemented_by.display_name if change.implemented_by else "",
        "links": [{"label": one.label, "reason": one.reason} for one in links],
    }
    return ChangeClosing(id=key, change=change, made=made)
