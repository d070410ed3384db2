from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from integrity.lifecycle import Lifecycle
from integrity.models import Deed
from integrity.signatures.meanings import Meaning
from people.finding.texts import text_indexes
from people.models import Organisation
from quality.models.case import Case, Cases
from quality.models.supplier import OUTSOURCED, SupplierKind

TEXTS = ("number", "title")


class OutsourcingState(models.TextChoices):
    REQUESTED = "REQUESTED", _("Requested")
    APPROVED = "APPROVED", _("Approved")
    DONE = "DONE", _("Report received")
    CANCELLED = "CANCELLED", _("Cancelled")

    @property
    def sign(self) -> str:
        """The state of the design language that shows it."""
        return {"REQUESTED": "hold", "APPROVED": "progress", "DONE": "ok"}.get(self, "neutral")


class OutsourcedActivities(Cases["Outsourcing"]):
    """Activities that are done elsewhere."""


class Outsourcing(Case):
    """An activity that another organisation does for the facility (Part IV 13).

    It goes out when QA has signed it: to whom is approved for it, under a quality agreement that
    is in force on that day. `subject_label` is the record it is done for, when there is one.
    """

    prefix, noun = "OUT", "outsourcing"
    lifecycle = Lifecycle(
        OutsourcingState,
        first=OutsourcingState.REQUESTED,
        moves={
            OutsourcingState.REQUESTED: {OutsourcingState.APPROVED, OutsourcingState.CANCELLED},
            OutsourcingState.APPROVED: {OutsourcingState.DONE, OutsourcingState.CANCELLED},
        },
    )

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(
        max_length=10, choices=[(one.value, one.label) for one in sorted(OUTSOURCED)]
    )
    item_code = models.CharField(max_length=40, blank=True)
    subject_kind = models.CharField(max_length=80, blank=True)
    subject_id = models.UUIDField(null=True)
    subject_label = models.CharField(max_length=200, blank=True)
    report = models.TextField(blank=True)
    state = models.CharField(
        max_length=9, choices=OutsourcingState.choices, default=OutsourcingState.REQUESTED
    )

    objects: ClassVar[OutsourcedActivities] = OutsourcedActivities.as_manager()  # type: ignore[assignment]

    class Meta(Case.Meta):
        verbose_name = _("outsourced activity")
        indexes = text_indexes("outsourcing", *TEXTS)

    @property
    def sign(self) -> str:
        return OutsourcingState(self.state).sign

    @property
    def supplier_kind(self) -> SupplierKind:
        return SupplierKind(self.kind)

    def signed_content(self) -> dict[str, Any]:
        """What is done by whom and for what; what came of it is signed by nobody."""
        told = ("number", "title", "description", "kind", "item_code", "subject_label")
        by_whom = {"organisation": self.organisation_id}
        return {**{name: getattr(self, name) for name in told}, **by_whom}

    def deeds(self) -> Iterable[Deed]:
        yield Deed(Meaning.WRITTEN, self.raised_by.pk, self.raised_by.display_name)
