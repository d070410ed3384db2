"""Executing a batch: performing and verifying its steps, in order."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from batches.gates import step_blockers, verification_blockers
from batches.models import (
    BatchParameter,
    BatchRecord,
    BatchStatus,
    BatchStep,
    Entry,
    StepState,
)
from batches.services import EXECUTION
from batches.values import ReadValue, read_value
from integrity.actors import Actor
from integrity.commands import command, say, sign
from integrity.refusals import Blocker, Refused, from_problem, refuse_if
from integrity.signatures.attestation import Attestation
from integrity.signatures.meanings import Meaning
from measures.problems import ValueProblem
from people.models import User
from people.permissions import Permission


@command(permission=Permission.EXECUTE_STEP)
def complete_step(
    *, step: BatchStep, values: Mapping[str, str], by: User, at: datetime, remark: str = ""
) -> BatchStep:
    """Records every parameter of a step and performs it.

    `values` maps a parameter's id to what was typed. A value outside its action limits is
    accepted and flagged, with a reason in `remark`. A bad value refuses the whole step.
    """
    batch, step = _lock(step)
    refuse_if(step_blockers(step, by=by, at=at))
    read = _read_all(step, values, remark, at)
    Entry.objects.bulk_create(
        Entry(
            parameter=parameter, raw=value.raw, number=value.number, instant=value.instant,
            unit=parameter.unit, judged=value.verdict, recorded_at=at, recorded_by=by,
        )
        for parameter, value in read.items()
    )  # fmt: skip
    step.performed_at, step.performed_by, step.remark = at, by, remark.strip()
    step.state = StepState.PERFORMED if step.needs_verification else StepState.DONE
    step.store()
    _move_on(batch, at)
    say("batch_step.performed", about=step, reason=step.remark, details=_told(read))
    return step


@command(permission=Permission.VERIFY_STEP, signed_as=Meaning.VERIFIED)
def verify_step(
    *, step: BatchStep, by: User, at: datetime, attested: Attestation[User]
) -> BatchStep:
    """A second person signs for what the first one did and recorded (EU GMP Part IV 6.3)."""
    batch, step = _lock(step)
    refuse_if(verification_blockers(step, by=by, at=at))
    sign(step, attested)
    step.verified_at, step.verified_by, step.state = at, by, StepState.DONE
    step.store()
    _move_on(batch, at)
    say("batch_step.verified", about=step)
    return step


@command(permission=Permission.FINISH_EXECUTION)
def finish_execution(*, batch: BatchRecord, by: Actor, at: datetime) -> BatchRecord:
    """Closes the execution when its last step is done; done by the system, never by hand."""
    batch.status, batch.executed_at = BatchStatus.EXECUTED, at
    batch.store()
    say("batch.executed", about=batch)
    return batch


def _lock(step: BatchStep) -> tuple[BatchRecord, BatchStep]:
    """The batch first, so that two operators on one batch take turns and never deadlock."""
    batch = BatchRecord.objects.select_for_update(no_key=True).get(operations__steps=step)
    locked = (
        BatchStep.objects.select_for_update(no_key=True, of=("self",))
        .select_related("operation__room", "performed_by")
        .get(pk=step.pk)
    )
    return batch, locked


def _read_all(
    step: BatchStep, values: Mapping[str, str], remark: str, at: datetime
) -> dict[BatchParameter, ReadValue]:
    read: dict[BatchParameter, ReadValue] = {}
    blockers: list[Blocker] = []
    zone = timezone.get_default_timezone()
    for parameter in step.parameters.all():
        try:
            read[parameter] = read_value(
                parameter, values.get(str(parameter.pk), ""), at=at, zone=zone
            )
        except ValueProblem as problem:
            blockers.append(from_problem(problem, field=str(parameter.pk)))
    if not remark.strip() and any(value.verdict.needs_reason for value in read.values()):
        blockers.append(
            Blocker(
                "REASON_NEEDED",
                _("A value is not as required. Check it and say why."),
                clears=_("The value is recorded as it is, with your reason."),
                field="remark",
            )
        )
    if blockers:
        raise Refused(blockers)
    return read


def _move_on(batch: BatchRecord, at: datetime) -> None:
    """The batch follows its steps: in progress with the first one, executed with the last."""
    if batch.status == BatchStatus.PLANNED:
        batch.status, batch.started_at = BatchStatus.IN_PROGRESS, at
    batch.store()
    unfinished = BatchStep.objects.filter(operation__batch=batch).exclude(state=StepState.DONE)
    if not unfinished.exists():
        finish_execution(batch=batch, by=EXECUTION, at=at)


def _told(read: Mapping[BatchParameter, ReadValue]) -> dict[str, list[dict[str, str]]]:
    return {
        "entries": [
            {
                "parameter": parameter.name,
                "value": value.raw,
                "unit": parameter.unit,
                "verdict": value.verdict,
            }
            for parameter, value in read.items()
        ]
    }
