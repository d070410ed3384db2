"""A step on paper, for when the screens cannot be used: printed from the same definition."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from batches.findable import visible_batches
from batches.models import BatchParameter, BatchStep, ParameterKind, StepState
from documents.form_gates import issue_blockers
from documents.forms_on_paper import Definition, Field, FormSource, contribute_forms
from integrity.gates import contribute
from integrity.models import Record
from integrity.refusals import Blocker


def step_definition(step: BatchStep) -> Definition:
    """What the step's page asks for: instruction, materials, and every field with its limits."""
    batch = step.operation.batch
    facts = [
        (_("Batch"), batch.number), (_("Step"), f"{step.number} {step.title}"),
        (_("Room"), step.operation.room.code), (_("Master record"), str(batch.master)),
        *((item.name, item.amount) for item in step.materials.all()),
    ]  # fmt: skip
    return Definition(
        code=f"{batch.number}-{step.number}", version=f"v{batch.master.revision}",
        title=step.title, instruction=step.instruction, facts=tuple(facts),
        fields=tuple(field_on_paper(one) for one in step.parameters.all()),
        is_verified=step.needs_verification,
    )  # fmt: skip


def field_on_paper(parameter: BatchParameter) -> Field:
    choices = {
        ParameterKind.YES_NO: (_("Yes"), _("No")),
        ParameterKind.CHOICE: tuple(parameter.choices),
    }.get(ParameterKind(parameter.kind), ())
    alert = parameter.alert_limits
    return Field(
        name=parameter.name, hint=parameter.hint, unit=parameter.unit_symbol,
        accepted=parameter.required, choices=choices, is_critical=bool(parameter.criticality),
        alert=f"{alert} {parameter.unit_symbol}".strip() if alert else "",
    )  # fmt: skip


def step_on_paper_blockers(subject: Record) -> Iterable[Blocker]:
    """Only a step that is not performed yet is done on paper."""
    if isinstance(subject, BatchStep) and subject.state != StepState.OPEN:
        yield Blocker(
            "NOT_OPEN", gettext_lazy("Step %(step)s is performed already.") % {"step": subject}
        )


contribute(issue_blockers, step_on_paper_blockers)
contribute_forms(
    BatchStep,
    FormSource(
        rows=lambda user: BatchStep.objects.select_related(
            "operation__batch__master", "operation__room"
        ).filter(operation__batch__in=visible_batches(user)),
        page=lambda step: reverse("step", args=[step.operation.batch.number, step.number]),
        definition=step_definition,
    ),
)
