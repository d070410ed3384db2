"""Every way in which a performed step can be edited; only one of them locks the step first."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime

from batches.models import BatchParameter, BatchStep, Entry
from integrity.actors import Actor, ServiceActor
from integrity.commands import command, say
from integrity.models.record import new_id
from people.permissions import Permission
from tests.cast import NOW

EDITOR = ServiceActor("Proof", frozenset({Permission.MANAGE_PEOPLE}))


@command(permission=Permission.MANAGE_PEOPLE)
def edit_step(
    *, step: BatchStep, write: Callable[[BatchStep], None], wait: float, by: Actor, at: datetime
) -> BatchStep:
    """Writes, and commits `wait` seconds later."""
    write(step)
    time.sleep(wait)
    say("proof.edited", about=step)
    return step


def with_lock(step: BatchStep) -> None:
    another_value(step.lock())


def another_value(step: BatchStep) -> None:
    Entry.objects.filter(parameter__step=step).update(raw="9.9")


def another_remark(step: BatchStep) -> None:
    BatchStep.objects.filter(pk=step.pk).update(remark="Looked at again")


def one_more_parameter(step: BatchStep) -> None:
    parameter = BatchParameter.objects.filter(step=step).latest("sequence")
    parameter.pk, parameter.sequence = new_id(), parameter.sequence + 1
    parameter.save(force_insert=True)


def by(write: Callable[[BatchStep], None]) -> Callable[..., BatchStep]:
    def edit(*, step: BatchStep, wait: float) -> BatchStep:
        return edit_step(step=step, write=write, wait=wait, by=EDITOR, at=NOW)

    return edit


EDITS = [by(one) for one in (with_lock, another_value, another_remark, one_more_parameter)]
