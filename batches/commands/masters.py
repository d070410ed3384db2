"""Writing and approving master batch records."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from batches.drafts import MasterDraft, OperationDraft, StepDraft
from batches.models import (
    MasterBatchRecord,
    MasterStatus,
    Operation,
    Parameter,
    ProcessStep,
    StepMaterial,
)
from integrity.commands import command, say, sign
from integrity.refusals import refuse, refuse_if
from integrity.signatures.attestation import Attestation
from integrity.signatures.meanings import Meaning
from materials.models import Product
from people.models import User
from people.permissions import Permission


@command(permission=Permission.WRITE_MASTER)
def write_master(
    *, draft: MasterDraft, product: Product, by: User, at: datetime
) -> MasterBatchRecord:
    """Writes a draft revision. Refused with every fault of the draft, and for a used revision."""
    refuse_if(fault.blocker() for fault in draft.faults())
    if MasterBatchRecord.objects.filter(code=draft.code, revision=draft.revision).exists():
        raise refuse(
            "REVISION_USED",
            _("%(code)s v%(revision)s exists already.")
            % {"code": draft.code, "revision": draft.revision},
            clears=_("Give the next revision."),
            field="revision",
        )
    master = MasterBatchRecord.objects.create(
        code=draft.code, revision=draft.revision, title=draft.title, product=product,
        digest=draft.digest, written_at=at, written_by=by,
    )  # fmt: skip
    for sequence, operation in enumerate(draft.operations, start=1):
        _write_operation(master, sequence, operation)
    say("master.written", about=master, details={"digest": draft.digest})
    return master


@command(permission=Permission.APPROVE_MASTER, signed_as=Meaning.APPROVED)
def approve_master(
    *, master: MasterBatchRecord, by: User, at: datetime, attested: Attestation[User]
) -> MasterBatchRecord:
    """Makes a draft effective and supersedes the revision before it; never by its own writer."""
    master = master.lock()
    if master.status != MasterStatus.DRAFT:
        raise refuse("NOT_A_DRAFT", _("%(master)s is not a draft.") % {"master": master})
    sign(master, attested)
    for earlier in MasterBatchRecord.objects.select_for_update(no_key=True).filter(
        code=master.code, status=MasterStatus.EFFECTIVE
    ):
        earlier.status = MasterStatus.SUPERSEDED
        earlier.store()
    master.status, master.approved_at, master.approved_by = MasterStatus.EFFECTIVE, at, by
    master.store()
    say("master.approved", about=master)
    return master


def _write_operation(master: MasterBatchRecord, sequence: int, draft: OperationDraft) -> None:
    operation = Operation.objects.create(
        master=master, sequence=sequence, title=draft.title, room_grade=draft.room_grade
    )
    steps = [
        ProcessStep(
            operation=operation, sequence=place, title=step.title, instruction=step.instruction,
            needs_verification=step.needs_verification, is_critical=step.is_critical,
            equipment=list(step.equipment), procedures=list(step.procedures),
        )
        for place, step in enumerate(draft.steps, start=1)
    ]  # fmt: skip
    ProcessStep.objects.bulk_create(steps)
    pairs = list(zip(steps, draft.steps, strict=True))
    StepMaterial.objects.bulk_create(row for step, d in pairs for row in _materials(step, d))
    Parameter.objects.bulk_create(row for step, d in pairs for row in _parameters(step, d))


def _materials(step: ProcessStep, draft: StepDraft) -> list[StepMaterial]:
    return [
        StepMaterial(
            step=step, sequence=place, name=item.name, quantity=item.quantity, unit=item.unit
        )
        for place, item in enumerate(draft.materials, start=1)
    ]


def _parameters(step: ProcessStep, draft: StepDraft) -> list[Parameter]:
    return [
        Parameter(
            step=step, sequence=place, name=item.name, hint=item.hint, kind=item.kind,
            unit=item.unit, decimals=item.decimals,
            action_lower=item.action.lower, action_upper=item.action.upper,
            action_lower_exclusive=item.action.lower_exclusive,
            action_upper_exclusive=item.action.upper_exclusive,
            alert_lower=item.alert.lower, alert_upper=item.alert.upper,
            alert_lower_exclusive=item.alert.lower_exclusive,
            alert_upper_exclusive=item.alert.upper_exclusive,
            choices=list(item.choices), accepted=list(item.accepted),
            min_length=item.min_length, max_length=item.max_length,
            criticality=item.criticality or "", rationale=item.rationale,
        )
        for place, item in enumerate(draft.parameters, start=1)
    ]  # fmt: skip
