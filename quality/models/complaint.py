from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from integrity.lifecycle import Lifecycle
from people.finding.texts import text_indexes
from people.models import Organisation
from quality.models.case import Case, Cases
from quality.models.deviation import Classification, Deviation

TEXTS = ("number", "title")


class ComplaintState(models.TextChoices):
    RECEIVED = "RECEIVED", _("Received")
    ANSWERED = "ANSWERED", _("Answered")
    CLOSED = "CLOSED", _("Closed")

    @property
    def sign(self) -> str:
        """The state of the design language that shows it."""
        return {"RECEIVED": "hold", "ANSWERED": "progress", "CLOSED": "ok"}[self]


class Complaints(Cases["Complaint"]):
    """Complaints about what was made or done here."""


class Complaint(Case):
    """What somebody outside finds wrong with a product or a service (Part IV 14.1).

    `about` names product and batch as the complaint does: a label, for it may be nothing of ours.
    `subject_label` is the code of our record that it is about, when there is one.
    """

    prefix, noun = "CMP", "complaint"
    lifecycle = Lifecycle(
        ComplaintState,
        first=ComplaintState.RECEIVED,
        moves={
            ComplaintState.RECEIVED: {ComplaintState.ANSWERED},
            ComplaintState.ANSWERED: {ComplaintState.CLOSED},
        },
    )

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    about = models.CharField(max_length=200)
    product_code = models.CharField(max_length=40, blank=True)
    subject_kind = models.CharField(max_length=80, blank=True)
    subject_id = models.UUIDField(null=True)
    subject_label = models.CharField(max_length=200, blank=True)
    received_on = models.DateField()
    classification = models.CharField(max_length=8, choices=Classification.choices)
    deviation = models.ForeignKey(
        Deviation, on_delete=models.PROTECT, related_name="complaints", null=True
    )
    answer = models.TextField(blank=True)
    state = models.CharField(
        max_length=8, choices=ComplaintState.choices, default=ComplaintState.RECEIVED
    )

    objects: ClassVar[Complaints] = Complaints.as_manager()  # type: ignore[assignment]

    class Meta(Case.Meta):
        indexes = text_indexes("complaint", *TEXTS)

    @property
    def sign(self) -> str:
        return ComplaintState(self.state).sign

    def signed_content(self) -> dict[str, Any]:
        told = (
            "number", "title", "description", "about", "subject_label", "classification", "answer",
        )  # fmt: skip
        return {**{name: getattr(self, name) for name in told}, "deviation": self.deviation_id}
