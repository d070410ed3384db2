"""Performing and verifying steps."""

from __future__ import annotations

from datetime import timedelta

import pytest

from batches.commands.execution import complete_step
from batches.models import BatchRecord, BatchStatus, BatchStep, StepState
from integrity.models import AuditEvent, OutboxMessage
from integrity.refusals import Refused
from people.models import User
from tests.cast import answers
from tests.signing import verify

pytestmark = pytest.mark.django_db


def steps(batch: BatchRecord) -> list[BatchStep]:
    return list(BatchStep.objects.filter(operation__batch=batch))


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [blocker.code for blocker in refused.value.blockers]


def test_it_works(executed_batch):
    assert executed_batch.status == BatchStatus.EXECUTED
    assert [step.state for step in steps(executed_batch)] == [StepState.DONE] * 5
    verbs = list(AuditEvent.objects.filter(verb__startswith="batch").values_list("verb", flat=True))
    assert verbs.count("batch_step.performed") == 5
    assert verbs.count("batch_step.verified") == 2
    assert verbs.count("batch.executed") == 1
    messages = OutboxMessage.objects.filter(event__verb="batch.executed")
    assert sorted(messages.values_list("subscriber", flat=True)) == [
        "batches.subscribers.make_record_pdf", "people.subscribers.tell_people",
    ]  # fmt: skip


def test_a_step_out_of_order_is_refused(small_batch, people, now):
    second = steps(small_batch)[1]
    with pytest.raises(Refused) as refused:
        complete_step(step=second, values=answers(second), by=people["jvermaat"], at=now)
    assert codes(refused) == ["OUT_OF_ORDER"]
    assert not AuditEvent.objects.filter(verb="batch_step.performed").exists()


def test_the_next_step_waits_for_the_second_person(small_batch, people, now):
    first, second = steps(small_batch)[:2]
    complete_step(step=first, values=answers(first), by=people["jvermaat"], at=now)
    with pytest.raises(Refused) as refused:
        complete_step(step=second, values=answers(second), by=people["jvermaat"], at=now)
    assert codes(refused) == ["OUT_OF_ORDER"]
    with pytest.raises(Refused) as refused:
        verify(first, by=people["jvermaat"], at=now)
    assert codes(refused) == ["OWN_WORK"]
    verify(first, by=people["aowusu"], at=now)
    complete_step(step=second, values=answers(second), by=people["jvermaat"], at=now)


def test_bad_values_refuse_the_step_and_name_each_field(small_batch, people, now):
    first, second = steps(small_batch)[:2]
    complete_step(step=first, values=answers(first), by=people["jvermaat"], at=now)
    verify(first, by=people["aowusu"], at=now)
    number, choice, instant = second.parameters.all()
    bad = {
        str(number.pk): "warm",
        str(choice.pk): "Torn",
        str(instant.pk): (now + timedelta(days=1)).isoformat(),
    }
    with pytest.raises(Refused) as refused:
        complete_step(step=second, values=bad, by=people["jvermaat"], at=now)
    found = {blocker.field: blocker.code for blocker in refused.value.blockers}
    assert found == {
        str(number.pk): "NOT_A_NUMBER",
        str(choice.pk): "NOT_A_CHOICE",
        str(instant.pk): "IN_THE_FUTURE",
    }
    assert refused.value.status == 422
    second.refresh_from_db()
    assert second.state == StepState.OPEN


def test_a_value_out_of_limits_is_recorded_with_a_reason(small_batch, people: dict[str, User], now):
    first, second = steps(small_batch)[:2]
    complete_step(step=first, values=answers(first), by=people["jvermaat"], at=now)
    verify(first, by=people["aowusu"], at=now)
    number = second.parameters.get(kind="number")
    values = {**answers(second), str(number.pk): "9.4"}
    with pytest.raises(Refused) as refused:
        complete_step(step=second, values=values, by=people["jvermaat"], at=now)
    assert codes(refused) == ["REASON_NEEDED"]
    complete_step(
        step=second, values=values, remark="Logger read twice.", by=people["jvermaat"], at=now
    )
    number.refresh_from_db()
    assert number.entry.raw == "9.4"
    assert number.entry.judged == "ABOVE_ACTION"


def test_a_repeat_of_the_same_command_changes_nothing(small_batch, people, now):
    first = steps(small_batch)[0]
    key = small_batch.pk
    for _ in range(2):
        done = complete_step.once(
            key, step=first, values=answers(first), by=people["jvermaat"], at=now
        )
    assert done == first
    assert AuditEvent.objects.filter(command_id=key).count() == 1
