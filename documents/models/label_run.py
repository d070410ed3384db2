from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from documents.models.label import LabelVersion, SymbolKind
from documents.models.printer import Printer
from documents.models.rendition import Rendition
from integrity.lifecycle import Lifecycle
from integrity.models import Record, paired


class RunState(models.TextChoices):
    WAITING = "WAITING", _("Waits for the printer")
    SENDING = "SENDING", _("Being sent")
    SENT = "SENT", _("Printed")
    FAILED = "FAILED", _("Failed")
    CLOSED = "CLOSED", _("Reconciled")

    @property
    def sign(self) -> str:
        return {
            "WAITING": "info", "SENDING": "progress", "SENT": "ok", "FAILED": "action",
        }.get(self, "neutral")  # fmt: skip


RUN_LIFECYCLE = Lifecycle(
    RunState,
    first=RunState.WAITING,
    moves={
        RunState.WAITING: {RunState.SENDING, RunState.FAILED},
        RunState.SENDING: {RunState.SENT, RunState.FAILED},
        RunState.SENT: {RunState.CLOSED},
        RunState.FAILED: {RunState.WAITING, RunState.CLOSED},
    },
)


class LabelOutcome(models.TextChoices):
    OPEN = "OPEN", _("Not accounted for")
    APPLIED = "APPLIED", _("Applied")
    RETURNED = "RETURNED", _("Returned")
    VOID = "VOID", _("Void")

    @property
    def sign(self) -> str:
        return {"OPEN": "hold", "APPLIED": "ok", "VOID": "action"}.get(self, "neutral")


OUTCOME_LIFECYCLE = Lifecycle(
    LabelOutcome,
    field="outcome",
    first=LabelOutcome.OPEN,
    moves={
        LabelOutcome.OPEN: {LabelOutcome.APPLIED, LabelOutcome.RETURNED, LabelOutcome.VOID},
        LabelOutcome.APPLIED: {LabelOutcome.VOID},
    },
)


class Runs(models.QuerySet["LabelRun"]):
    def of(self, kind: str, key: UUID) -> Runs:
        return self.filter(subject_type=kind, subject_id=key)

    def counted(self) -> Runs:
        """With `printed`, `applied`, `returned`, `spoiled` and `left` (nobody accounted for)."""

        def count(outcome: LabelOutcome) -> Count:
            return Count("labels", filter=Q(labels__outcome=outcome))

        return self.annotate(
            printed=Count("labels"), applied=count(LabelOutcome.APPLIED),
            returned=count(LabelOutcome.RETURNED), spoiled=count(LabelOutcome.VOID),
            left=count(LabelOutcome.OPEN),
        ).order_by("-number")  # fmt: skip


class LabelRun(Record):
    """Labels of one record asked for at once. It is sent to the printer at most once an attempt.

    Whether a run that broke off was printed nobody knows: it fails, and a person looks.
    """

    lifecycle = RUN_LIFECYCLE

    number = models.PositiveIntegerField(unique=True)
    label = models.ForeignKey(LabelVersion, on_delete=models.PROTECT, related_name="runs")
    printer = models.ForeignKey(Printer, on_delete=models.PROTECT, related_name="runs")
    subject_type = models.CharField(max_length=80)
    subject_id = models.UUIDField()
    subject_label = models.CharField(max_length=200)
    first_place = models.PositiveSmallIntegerField(default=1, help_text="on a sheet begun before")
    attempt = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=7, choices=RunState.choices, default=RunState.WAITING)
    problem = models.CharField(max_length=300, blank=True)
    sheet = models.ForeignKey(Rendition, on_delete=models.PROTECT, related_name="+", null=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    sent_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    difference = models.CharField(max_length=500, blank=True)

    objects: ClassVar[Runs] = Runs.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-number",)
        indexes = (models.Index(fields=["subject_type", "subject_id"], name="label_run_subject"),)
        constraints = (paired("asked"), paired("closed"))

    def __str__(self) -> str:
        return f"LR-{self.number:05}"

    @property
    def sign(self) -> str:
        return RunState(self.state).sign

    @property
    def sum(self) -> dict[str, int]:
        """Printed = applied + returned + spoiled + left; of a run that was read `counted`."""
        names = ("printed", "applied", "returned", "spoiled", "left")
        return {name: getattr(self, name) for name in names}


class Label(Record):
    """One printed label: its number, what stands on it, and what became of it.

    `data` is what its symbol says, GS1 with brackets. A reprint names the label it repeats.
    """

    part_of = "run"
    lifecycle = OUTCOME_LIFECYCLE

    run = models.ForeignKey(LabelRun, on_delete=models.PROTECT, related_name="labels")
    number = models.PositiveIntegerField(unique=True)
    values = models.JSONField(help_text="of the fields, as they were printed")
    data = models.CharField(max_length=300, blank=True)
    first = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="reprints")
    reason = models.CharField(max_length=500, blank=True)
    outcome = models.CharField(
        max_length=8, choices=LabelOutcome.choices, default=LabelOutcome.OPEN
    )
    accounted_at = models.DateTimeField(null=True)
    accounted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    void_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("number",)
        indexes = (models.Index(fields=["data"], name="label_by_data"),)
        constraints = (
            paired("accounted"),
            models.CheckConstraint(
                condition=Q(outcome=LabelOutcome.OPEN) ^ Q(accounted_at__isnull=False),
                name="documents_label_accounted",
            ),
            models.CheckConstraint(
                condition=Q(first__isnull=True) ^ ~Q(reason=""),
                name="documents_reprint_has_reason",
            ),
            models.CheckConstraint(
                condition=~Q(outcome=LabelOutcome.VOID) ^ ~Q(void_reason=""),
                name="documents_void_has_reason",
            ),
        )

    def __str__(self) -> str:
        return f"LB-{self.number:06}"

    @property
    def sign(self) -> str:
        return LabelOutcome(self.outcome).sign

    @property
    def symbol(self) -> SymbolKind:
        return SymbolKind(self.run.label.symbol)


class ScanResult(models.TextChoices):
    MATCHED = "MATCHED", _("Reads as it should")
    VOID = "VOID", _("Is void")
    OTHER = "OTHER", _("Is of something else")
    UNKNOWN = "UNKNOWN", _("Is no label of ours")

    @property
    def sign(self) -> str:
        return "ok" if self == ScanResult.MATCHED else "action"


class LabelScan(Record):
    """What a scanner read back from a label of a run, right or wrong."""

    part_of = "run"
    written_once = True

    run = models.ForeignKey(LabelRun, on_delete=models.PROTECT, related_name="scans")
    label = models.ForeignKey(Label, on_delete=models.PROTECT, null=True, related_name="scans")
    text = models.CharField(max_length=300)
    result = models.CharField(max_length=7, choices=ScanResult.choices)
    scanned_at = models.DateTimeField()
    scanned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ("-scanned_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(label__isnull=True) ^ ~Q(result=ScanResult.UNKNOWN),
                name="documents_scan_of_a_label",
            ),
            paired("scanned"),
        )

    def __str__(self) -> str:
        return f"{self.text}: {self.get_result_display()}"

    @property
    def sign(self) -> str:
        return ScanResult(self.result).sign
