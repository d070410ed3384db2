"""What is filled in when a deviation is raised about a batch, a step, a sample or a result."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from batches.models import BatchParameter, BatchRecord, BatchStep, MasterBatchRecord
from qc.models import Result, Sample
from qc.queries import Line, lines_of
from quality.subjects import Context, Field, contribute_context


@contribute_context(BatchRecord._meta.label_lower)
def of_batch(key: UUID) -> Context:
    batch = BatchRecord.objects.select_related("master__product").get(pk=key)
    product = batch.master.product
    return Context(
        facts=((_("Product"), product.name), (_("Master record"), str(batch.master))),
        fields=tuple(
            Field(name, value)
            for name, value in (
                (_("Patient code"), batch.patient_code),
                (_("Chain of identity"), batch.chain_of_identity),
            )
            if value
        ),
    )


@contribute_context(MasterBatchRecord._meta.label_lower)
def of_master(key: UUID) -> Context:
    master = MasterBatchRecord.objects.select_related("product").get(pk=key)
    facts = (
        (_("Master record"), master.title),
        (_("Product"), master.product.name),
    )
    return Context(facts, (Field(_("Status"), str(master.get_status_display())),))


@contribute_context(BatchStep._meta.label_lower)
def of_step(key: UUID) -> Context:
    """Its room and product; each parameter with what is required and what was recorded."""
    rows = BatchStep.objects.select_related(
        "operation__room", "operation__batch__master__product", "performed_by"
    )
    step = rows.get(pk=key)
    operation = step.operation
    facts = [
        (_("Step"), step.title),
        (_("Operation"), str(operation)),
        (_("Room"), str(operation.room)),
        (_("Product"), operation.batch.master.product.name),
    ]
    if step.equipment:
        facts.append((_("Equipment"), ", ".join(step.equipment)))
    if step.performed_by:
        facts.append((_("Performed by"), step.performed_by.display_name))
    parameters = step.parameters.select_related("entry__recorded_by")
    return Context(tuple(facts), tuple(map(of_parameter, parameters)), step.performed_at)


def of_parameter(parameter: BatchParameter) -> Field:
    entry = parameter.recorded
    if entry is None:
        return Field(parameter.name, required=parameter.required)
    return Field(
        parameter.name, entry.measured, parameter.required, _(entry.verdict.text),
        entry.recorded_by.display_name, entry.recorded_at,
    )  # fmt: skip


@contribute_context(Sample._meta.label_lower)
def of_sample(key: UUID) -> Context:
    """Each test with its criterion and its result."""
    sample = Sample.objects.select_related("specification__product", "sampled_by").get(pk=key)
    return Context(
        facts=(
            (_("Sample"), sample.description),
            (_("Specification"), str(sample.specification)),
            (_("Sampled by"), sample.sampled_by.display_name),
        ),
        fields=tuple(map(of_line, lines_of(sample))),
        at=sample.sampled_at,
    )


@contribute_context(Result._meta.label_lower)
def of_result(key: UUID) -> Context:
    """Its sample, and itself as the one field."""
    result = Result.objects.select_related("sample", "criterion__method").get(pk=key)
    line = next(one for one in lines_of(result.sample) if one.criterion == result.criterion)
    return Context(
        facts=(
            (_("Sample"), f"{result.sample.code} {result.sample.description}"),
            (_("Method"), result.criterion.method.title),
        ),
        fields=(of_line(line),),
        at=result.recorded_at,
    )


def of_line(line: Line) -> Field:
    result = line.result
    if result is None:
        return Field(line.criterion.test, required=line.criterion.text)
    return Field(
        line.criterion.test, f"{result.reported} {line.unit}".strip(), line.criterion.text,
        _(result.verdict.text), result.recorded_by.display_name, result.recorded_at,
    )  # fmt: skip
