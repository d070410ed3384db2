"""Why something may not be done with a batch now; each reason says who may overrule it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from batches.models import (
    BatchRecord,
    BatchStep,
    MasterBatchRecord,
    MasterStatus,
    Operation,
    StepState,
)
from cleanrooms.gates.entry import aseptic_blockers
from cleanrooms.gates.use import containment_blockers
from cleanrooms.models import Grade, Room
from documents.training_gates import training_blockers
from integrity.gates import gate
from integrity.refusals import Blocker, Overrule
from integrity.separation import separation_blockers
from integrity.signatures.meanings import Meaning
from materials.models import Product
from people.models import User
from quality.gates.agreements import agreement_blockers
from quality.models import Service

NUMBER = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")


@gate
def start_blockers(
    master: MasterBatchRecord,
    *,
    number: str,
    patient_code: str,
    chain_of_identity: str,
    at: datetime,
) -> Iterator[Blocker]:
    """A batch starts from an effective master, under a number never used (Part IV 6.2-6.3).

    For a sponsor it is made under a manufacturing agreement in force then (Part IV 13).
    """
    if master.status != MasterStatus.EFFECTIVE:
        yield Blocker(
            "MASTER_NOT_EFFECTIVE",
            _("%(master)s is “%(status)s”.")
            % {"master": master, "status": MasterStatus(master.status).label},
            clears=_("Approve it, or take the effective revision."),
            field="master",
        )
    if not NUMBER.fullmatch(number):
        yield Blocker(
            "BAD_NUMBER",
            _("“%(number)s” is not a batch number.") % {"number": number},
            clears=_("Accepted: 1 to 40 letters, digits, points, dashes and underscores."),
            field="number",
        )
    if BatchRecord.objects.filter(number__iexact=number).exists():
        yield Blocker(
            "NUMBER_USED",
            _("The batch number %(number)s was used before.") % {"number": number},
            clears=_("Give a number that was never used, also not for a cancelled batch."),
            field="number",
        )
    if master.product.is_autologous:
        yield from identity_blockers(patient_code, chain_of_identity)
    product = master.product
    yield from agreement_blockers(
        product.sponsor, service=Service.MANUFACTURING, at=at, product=product.code
    )


def identity_blockers(patient_code: str, chain_of_identity: str) -> Iterator[Blocker]:
    """An autologous batch is one patient's: it is never made without its codes (Part IV 9.1)."""
    for field, code, label in (
        ("patient_code", patient_code, _("patient code")),
        ("chain_of_identity", chain_of_identity, _("chain of identity")),
    ):
        if not code.strip():
            yield Blocker(
                "NO_IDENTITY",
                _("An autologous batch needs its %(code)s.") % {"code": label},
                clears=_("Take it from the therapy order."),
                field=field,
            )


def room_blockers(
    operation: Operation, room: Room | None, *, product: Product, at: datetime
) -> Iterator[Blocker]:
    """Every operation has a room of its grade and containment, within the sponsor’s agreement."""
    field = f"room-{operation.sequence}"
    if room is None:
        yield Blocker(
            "NO_ROOM",
            _("Operation %(operation)s has no room.") % {"operation": operation},
            field=field,
        )
    elif not Grade(room.grade).is_at_least(operation.room_grade):
        yield Blocker(
            "GRADE_TOO_LOW",
            _("%(room)s is grade %(grade)s; %(operation)s needs %(needed)s or better.")
            % {
                "room": room.code,
                "grade": room.grade,
                "operation": operation.title,
                "needed": operation.room_grade,
            },
            field=field,
        )
    else:
        within = agreement_blockers(
            product.sponsor, service=Service.MANUFACTURING, at=at, product=product.code,
            room=room.code,
        )  # fmt: skip
        contained = containment_blockers(room, product=product)
        yield from (replace(one, field=field) for one in (*within, *contained))


@gate
def step_blockers(step: BatchStep, *, by: User, at: datetime) -> Iterable[Blocker]:
    """A step is performed once, in order (21 CFR 11.10(f)), in a room that may be used.

    Who performs it is trained on its procedures as they are effective (21 CFR 11.10(i)).
    """
    if step.state != StepState.OPEN:
        yield already_performed(step)
        return
    if (first := first_unfinished(step)) is not None:
        yield Blocker(
            "OUT_OF_ORDER",
            _("Step %(step)s comes first.") % {"step": first},
            clears=_("Verify it.") if first.state == StepState.PERFORMED else _("Perform it."),
            overrule=Overrule.NOBODY,
        )
    yield from aseptic_blockers(step.operation.room, by=by, at=at)
    yield from training_blockers(by, documents=step.procedures, at=at)


@gate
def verification_blockers(step: BatchStep, *, by: User, at: datetime) -> Iterable[Blocker]:
    """A performed step is verified once, by somebody who did not perform it and is trained on it.

    Who checks work by a procedure knows it as who does it (21 CFR 11.10(i)).
    """
    if step.state == StepState.OPEN:
        yield Blocker("NOT_PERFORMED", _("This step is not performed yet."))
    elif step.state == StepState.DONE:
        yield Blocker("ALREADY_VERIFIED", _("This step is done."))
    else:
        yield from separation_blockers(step, by=by, meaning=Meaning.VERIFIED)
        yield from training_blockers(by, documents=step.procedures, at=at)


def first_unfinished(step: BatchStep) -> BatchStep | None:
    """The earliest step before this one that is not done."""
    return (
        BatchStep.objects.filter(
            operation__batch_id=step.operation.batch_id, position__lt=step.position
        )
        .exclude(state=StepState.DONE)
        .select_related("operation")
        .order_by("position")
        .first()
    )


def already_performed(step: BatchStep) -> Blocker:
    return Blocker(
        "ALREADY_PERFORMED",
        _("This step was performed by %(who)s.") % {"who": step.performed_by},
        clears=_("A recorded value is corrected, never entered again."),
    )
