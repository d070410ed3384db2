from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from integrity.lifecycle import Lifecycle
from integrity.models import Deed, paired
from integrity.signatures.meanings import Meaning
from people.finding.texts import text_indexes
from quality.models.case import Case, Cases

TEXTS = ("number", "title")


class Classification(models.TextChoices):
    """How much a departure may matter to a patient or to a product."""

    MINOR = "MINOR", _("Minor")
    MAJOR = "MAJOR", _("Major")
    CRITICAL = "CRITICAL", _("Critical")

    @property
    def sign(self) -> str:
        """The state of the design language that shows it."""
        return {"MINOR": "info", "MAJOR": "alert", "CRITICAL": "action"}[self]


# Days from the classification until it is due, unless QA gives another day.
DUE_DAYS = {Classification.MINOR: 30, Classification.MAJOR: 20, Classification.CRITICAL: 10}


class Method(models.TextChoices):
    """How the root cause was looked for."""

    FIVE_WHYS = "FIVE_WHYS", _("5 whys")
    ISHIKAWA = "ISHIKAWA", _("Ishikawa diagram")
    FMEA = "FMEA", _("FMEA")
    OTHER = "OTHER", _("Another method")


class Cause(models.TextChoices):
    """What kind of cause was found; trends are made of it."""

    PEOPLE = "PEOPLE", _("People and training")
    METHOD = "METHOD", _("Procedure")
    MATERIAL = "MATERIAL", _("Material")
    EQUIPMENT = "EQUIPMENT", _("Equipment")
    ENVIRONMENT = "ENVIRONMENT", _("Room and environment")
    MEASUREMENT = "MEASUREMENT", _("Measurement and testing")
    SYSTEM = "SYSTEM", _("Computerised system")
    UNKNOWN = "UNKNOWN", _("Not found")


class DeviationState(models.TextChoices):
    RAISED = "RAISED", _("Raised")
    INVESTIGATING = "INVESTIGATING", _("Under investigation")
    INVESTIGATED = "INVESTIGATED", _("Investigated")
    CLOSED = "CLOSED", _("Closed")
    REJECTED = "REJECTED", _("Not a deviation")

    @property
    def sign(self) -> str:
        """The state of the design language that shows it."""
        return SIGNS[self]


SIGNS: dict[str, str] = {
    DeviationState.RAISED: "hold",
    DeviationState.INVESTIGATING: "progress",
    DeviationState.INVESTIGATED: "info",
    DeviationState.CLOSED: "ok",
    DeviationState.REJECTED: "neutral",
}
LIFECYCLE = Lifecycle(
    DeviationState,
    first=DeviationState.RAISED,
    moves={
        DeviationState.RAISED: {DeviationState.INVESTIGATING, DeviationState.REJECTED},
        DeviationState.INVESTIGATING: {DeviationState.INVESTIGATED},
        DeviationState.INVESTIGATED: {DeviationState.INVESTIGATING, DeviationState.CLOSED},
    },
)


class Deviations(Cases["Deviation"]):
    """Deviations, each with what it touches."""


class Deviation(Case):
    """A departure from what is approved, about a record or a field of it, or about none.

    `fact` is what the facility tells every sponsor that it touches; all else stays here.
    `context` is what stood in the record when it was raised, as pairs of name and value;
    `analysis` what its method asked for (quality.analysis).
    """

    prefix, noun = "DEV", "deviation"
    lifecycle = LIFECYCLE

    subject_kind = models.CharField(max_length=80, blank=True)
    subject_id = models.UUIDField(null=True)
    subject_label = models.CharField(max_length=200, blank=True)
    subject_field = models.CharField(max_length=200, blank=True)
    context = models.JSONField(default=list)
    room_code = models.CharField(max_length=20, blank=True)
    product_code = models.CharField(max_length=40, blank=True)
    occurred_at = models.DateTimeField()
    found_at = models.DateTimeField()
    containment = models.TextField(blank=True)
    state = models.CharField(
        max_length=14, choices=DeviationState.choices, default=DeviationState.RAISED
    )
    classification = models.CharField(max_length=8, choices=Classification.choices, blank=True)
    classified_at = models.DateTimeField(null=True)
    classified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    fact = models.TextField(blank=True)
    method = models.CharField(max_length=10, choices=Method.choices, blank=True)
    cause = models.CharField(max_length=12, choices=Cause.choices, blank=True)
    analysis = models.JSONField(default=dict)
    findings = models.TextField(blank=True)
    root_cause = models.TextField(blank=True)
    investigated_at = models.DateTimeField(null=True)
    investigated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    no_capa_reason = models.CharField(max_length=500, blank=True)

    objects: ClassVar[Deviations] = Deviations.as_manager()  # type: ignore[assignment]

    class Meta(Case.Meta):
        indexes = (
            models.Index(fields=["subject_kind", "subject_id"], name="deviation_subject"),
            models.Index(fields=["state", "due_on"], name="deviation_due"),
            *text_indexes("deviation", *TEXTS),
        )
        constraints = (
            *Case.Meta.constraints,
            paired("classified"),
            paired("investigated"),
            models.CheckConstraint(
                name="quality_deviation_found_after_it_occurred",
                condition=models.Q(found_at__gte=models.F("occurred_at")),
            ),
            models.CheckConstraint(
                name="quality_deviation_closed",
                condition=models.Q(closed_at__isnull=False, state__in=["CLOSED", "REJECTED"])
                | models.Q(closed_at__isnull=True) & ~models.Q(state__in=["CLOSED", "REJECTED"]),
            ),
        )

    @property
    def sign(self) -> str:
        return DeviationState(self.state).sign

    def signed_content(self) -> dict[str, Any]:
        """What happened, how it was judged and why, and what it means for each record."""
        told = (
            "number", "title", "description", "containment", "classification", "fact", "method",
            "cause", "findings", "root_cause", "no_capa_reason", "subject_label", "subject_field",
            "context", "analysis",
        )  # fmt: skip
        impacts = [one.signed_content() for one in self.impacts.order_by("pk")]
        return {**{name: getattr(self, name) for name in told}, "impacts": impacts}

    def deeds(self) -> Iterable[Deed]:
        if self.investigated_by is not None:
            yield Deed(Meaning.WRITTEN, self.investigated_by.pk, self.investigated_by.display_name)
