"""Operations, steps, materials, parameters and entries as printed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from uuid import UUID

from batches.models import (
    BatchMaterial,
    BatchOperation,
    BatchParameter,
    BatchRecord,
    BatchStep,
    Entry,
)
from batches.record_pdf.content import (
    PrintedMaterial,
    PrintedOperation,
    PrintedParameter,
    PrintedStep,
    RecordedValue,
)
from batches.record_pdf.deeds import deed_if
from measures.numbers import plain
from measures.units import UNITS


def read_operations(batch: BatchRecord, steps: Sequence[BatchStep]) -> tuple[PrintedOperation, ...]:
    """`steps` are those of the batch in order, with operation, performer and verifier."""
    of_batch = {"step__operation__batch": batch}
    materials: dict[UUID, list[PrintedMaterial]] = defaultdict(list)
    for material in BatchMaterial.objects.filter(**of_batch):
        materials[material.step_id].append(_material(material))
    parameters: dict[UUID, list[PrintedParameter]] = defaultdict(list)
    for parameter in BatchParameter.objects.filter(**of_batch).select_related("entry"):
        parameters[parameter.step_id].append(_parameter(parameter))
    printed: dict[UUID, list[PrintedStep]] = defaultdict(list)
    for step in steps:
        printed[step.operation_id].append(_step(step, materials[step.pk], parameters[step.pk]))
    operations = BatchOperation.objects.filter(batch=batch).select_related("room")
    return tuple(_operation(operation, printed[operation.pk]) for operation in operations)


def _operation(operation: BatchOperation, steps: Iterable[PrintedStep]) -> PrintedOperation:
    return PrintedOperation(
        sequence=operation.sequence,
        title=operation.title,
        room=operation.room.code,
        room_name=operation.room.name,
        grade=operation.room.grade,
        steps=tuple(steps),
    )


def _step(
    step: BatchStep, materials: Iterable[PrintedMaterial], parameters: Iterable[PrintedParameter]
) -> PrintedStep:
    return PrintedStep(
        number=step.number,
        title=step.title,
        instruction=step.instruction,
        needs_verification=step.needs_verification,
        is_critical=step.is_critical,
        materials=tuple(materials),
        equipment=tuple(step.equipment),
        parameters=tuple(parameters),
        remark=step.remark,
        performed=deed_if(step.performed_by, step.performed_at),
        verified=deed_if(step.verified_by, step.verified_at),
    )


def _material(material: BatchMaterial) -> PrintedMaterial:
    return PrintedMaterial(material.name, material.amount)


def _parameter(parameter: BatchParameter) -> PrintedParameter:
    entry: Entry | None = getattr(parameter, "entry", None)
    return PrintedParameter(
        name=parameter.name,
        hint=parameter.hint,
        kind=parameter.kind,
        unit=parameter.unit_symbol,
        action=str(parameter.action_limits),
        alert=str(parameter.alert_limits),
        choices=tuple(parameter.choices),
        accepted=tuple(parameter.accepted),
        criticality=parameter.criticality,
        value=_value(entry) if entry else None,
    )


def _value(entry: Entry) -> RecordedValue:
    return RecordedValue(
        raw=entry.raw,
        number="" if entry.number is None else plain(entry.number),
        instant=entry.instant,
        unit="" if entry.number is None else UNITS[entry.unit or "1"].symbol_of(entry.number),
        verdict=entry.verdict,
    )
