from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from batches.models.batch import BatchRecord
from batches.models.shapes import MaterialShape, OperationShape, ParameterShape, StepShape
from cleanrooms.models import Room
from integrity.lifecycle import Lifecycle
from integrity.models import Deed, Signable, paired
from integrity.signatures.meanings import Meaning

if TYPE_CHECKING:
    from batches.models.entry import Entry


class StepState(models.TextChoices):
    OPEN = "OPEN", _("Open")
    PERFORMED = "PERFORMED", _("To be verified")
    DONE = "DONE", _("Done")

    @property
    def sign(self) -> str:
        """The state of the design language that shows it."""
        return {"OPEN": "neutral", "PERFORMED": "hold", "DONE": "ok"}[self]


LIFECYCLE = Lifecycle(
    StepState,
    first=StepState.OPEN,
    moves={
        StepState.OPEN: {StepState.PERFORMED, StepState.DONE},
        StepState.PERFORMED: {StepState.DONE},
    },
)


class BatchOperation(OperationShape):
    """An operation of this batch, in its room."""

    part_of = "batch"

    batch = models.ForeignKey(BatchRecord, on_delete=models.PROTECT, related_name="operations")
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="+")

    class Meta(OperationShape.Meta):
        abstract = False
        constraints = (
            models.UniqueConstraint(fields=["batch", "sequence"], name="batches_batchop_once"),
        )

    def __str__(self) -> str:
        return f"{self.sequence} {self.title}"

    @property
    def done_count(self) -> int:
        """How many of its steps are done; costs nothing when the steps are prefetched."""
        return sum(step.state == StepState.DONE for step in self.steps.all())

    @property
    def sign(self) -> str:
        """The state of the design language: done, begun or open."""
        states = {step.state for step in self.steps.all()}
        if states == {StepState.DONE}:
            return "ok"
        return "neutral" if states == {StepState.OPEN} else "progress"


class BatchStep(Signable, StepShape):
    """A step of this batch: open, performed and waiting for the second person, or done."""

    part_of = "operation"
    lifecycle = LIFECYCLE

    operation = models.ForeignKey(BatchOperation, on_delete=models.PROTECT, related_name="steps")
    position = models.PositiveSmallIntegerField(help_text="order within the whole batch, from 1")
    state = models.CharField(max_length=9, choices=StepState.choices, default=StepState.OPEN)
    remark = models.TextField(blank=True)
    performed_at = models.DateTimeField(null=True)
    performed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    verified_at = models.DateTimeField(null=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta(StepShape.Meta):
        abstract = False
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(
                fields=["operation", "sequence"], name="batches_batchstep_once"
            ),
            paired("performed"),
            paired("verified"),
            models.CheckConstraint(
                condition=models.Q(verified_by__isnull=True)
                | ~models.Q(verified_by=models.F("performed_by")),
                name="batches_verifier_is_another",
            ),
            models.CheckConstraint(
                condition=models.Q(state=StepState.OPEN, performed_at__isnull=True)
                | ~models.Q(state=StepState.OPEN) & models.Q(performed_at__isnull=False),
                name="batches_step_performed",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=StepState.DONE)
                | models.Q(needs_verification=False)
                | models.Q(verified_at__isnull=False),
                name="batches_step_verified",
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def number(self) -> str:
        """As printed: operation and step, 7.14."""
        return f"{self.operation.sequence}.{self.sequence}"

    @property
    def sign(self) -> str:
        return StepState(self.state).sign

    def signed_content(self) -> dict[str, Any]:
        """What was to be done, what was recorded, by whom and when; not who checks it."""
        parameters = self.parameters.select_related("entry__recorded_by")
        return {
            "batch": self.operation.batch.number,
            "step": self.number,
            "title": self.title,
            "instruction": self.instruction,
            "parameters": [parameter.signed_content() for parameter in parameters],
            "remark": self.remark,
            "performed": {"at": self.performed_at, "by": self.performed_by_id},
        }

    def deeds(self) -> Iterable[Deed]:
        if self.performed_by is not None:
            performer = self.performed_by
            yield Deed(Meaning.PERFORMED, performer.pk, performer.display_name)


class BatchMaterial(MaterialShape):
    part_of = "step"

    step = models.ForeignKey(BatchStep, on_delete=models.PROTECT, related_name="materials")

    class Meta(MaterialShape.Meta):
        abstract = False
        constraints = (
            models.UniqueConstraint(fields=["step", "sequence"], name="batches_batchmat_once"),
        )

    def __str__(self) -> str:
        return self.name


class BatchParameter(ParameterShape):
    part_of = "step"

    step = models.ForeignKey(BatchStep, on_delete=models.PROTECT, related_name="parameters")

    class Meta(ParameterShape.Meta):
        abstract = False
        constraints = (
            models.UniqueConstraint(fields=["step", "sequence"], name="batches_batchpar_once"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def recorded(self) -> Entry | None:
        """What was recorded for it, or None."""
        return getattr(self, "entry", None)

    def signed_content(self) -> dict[str, Any]:
        """What was required and what was recorded, as shown to whoever checks it."""
        entry = self.recorded
        return {
            "name": self.name,
            "required": self.required,
            "recorded": entry
            and {
                "raw": entry.raw,
                "measured": entry.measured,
                "verdict": entry.judged,
                "at": entry.recorded_at,
                "by": entry.recorded_by_id,
            },
        }
