"""Questions about batches that several pages ask."""

from __future__ import annotations

from datetime import timedelta

import pytest

from batches.commands.execution import complete_step
from batches.models import BatchRecord, BatchStep
from batches.queries import (
    operations_with_steps,
    outside_limits,
    read_steps,
    running_batches,
    steps_to_verify,
    with_next_step,
)
from people.commands.accounts import register_user
from people.models import Organisation
from tests.cast import PASSWORD, SETUP, answers, make_batch
from tests.signing import verify

pytestmark = pytest.mark.django_db


@pytest.fixture
def steps(small_batch) -> list[BatchStep]:
    return list(BatchStep.objects.filter(operation__batch=small_batch).order_by("position"))


@pytest.fixture
def perform(people, now):
    """Performs a step by Joris Vermaat."""
    return lambda step, at=now: complete_step(
        step=step, values=answers(step), by=people["jvermaat"], at=at
    )


def test_it_works(small_batch, steps, people, perform, now):
    assert running_batches(people["jvermaat"]) == []
    perform(steps[0])
    (batch,) = running_batches(people["jvermaat"])
    assert (batch, batch.next_step) == (small_batch, steps[0])
    verify(steps[0], by=people["aowusu"], at=now)
    (batch,) = running_batches(people["jvermaat"])
    assert batch.next_step == steps[1]


def test_a_step_waits_for_anybody_but_who_performed_it(steps, people, perform, now):
    perform(steps[0])
    assert list(steps_to_verify(people["jvermaat"])) == []
    assert list(steps_to_verify(people["aowusu"])) == [steps[0]]
    verify(steps[0], by=people["aowusu"], at=now)
    assert list(steps_to_verify(people["aowusu"])) == []


def test_the_step_that_waits_longest_comes_first(people, small_master, perform, now):
    late, early = (
        BatchStep.objects.get(operation__batch=make_batch(people, small_master, number), position=1)
        for number in ("CART-26-001", "CART-26-002")
    )
    perform(late, now + timedelta(minutes=5))
    perform(early, now)
    assert list(steps_to_verify(people["aowusu"])) == [early, late]


def test_every_batch_has_its_own_next_step(people, small_master, executed_batch):
    begun = make_batch(people, small_master, "CART-26-002")
    done, waiting = with_next_step(BatchRecord.objects.order_by("number"))
    assert (done, done.next_step) == (executed_batch, None)
    assert waiting == begun
    assert waiting.next_step.position == 1


def test_an_executed_batch_runs_no_more(executed_batch, people):
    assert running_batches(people["jvermaat"]) == []


def test_a_partner_sees_only_the_batches_of_its_sponsor(small_batch, steps, people, perform):
    perform(steps[0])
    assert running_batches(people["pnorth"]) == [small_batch]
    assert running_batches(people["phalden"]) == []
    assert small_batch.sponsor == Organisation.objects.get(code="NORTHLIGHT")
    assert list(BatchRecord.objects.visible_to(people["phalden"])) == []


def test_the_record_costs_as_many_queries_however_long_it_is(
    executed_batch, django_assert_num_queries
):
    with django_assert_num_queries(6):
        operations = operations_with_steps(executed_batch)
        shown = read_steps(operations[0])
        recorded = [
            (step.performed_by.display_name, parameter.recorded.raw, shown.room.code)
            for step in shown.steps.all()
            for parameter in step.parameters.all()
        ]
    assert [len(operation.steps.all()) for operation in operations] == [3, 2]
    assert len(recorded) == 5


def test_what_is_outside_its_limits_comes_worst_first(small_batch, steps, people, now):
    typed = {"Bag temperature": "7.8", "Viable cell density": "40.00"}
    for step in steps[:4]:
        values = answers(step)
        for parameter in step.parameters.filter(name__in=typed):
            values[str(parameter.pk)] = typed[parameter.name]
        done = complete_step(
            step=step, values=values, remark="Counted twice.", by=people["jvermaat"], at=now
        )
        if done.needs_verification:
            verify(done, by=people["aowusu"], at=now)
    found = [(entry.measured, entry.limits_missed) for entry in outside_limits(small_batch)]
    assert found == [
        ("40.00 ×10⁶/mL", "0.50 – 30.00 ×10⁶/mL"),
        ("7.8 °C", "2.5 – 7.5 °C"),
    ]


def test_progress_counts_the_steps(executed_batch):
    batch = BatchRecord.objects.with_progress().get()
    assert (batch.step_count, batch.done_count) == (5, 5)


def test_somebody_without_a_role_sees_no_batch(small_batch, people, now):
    stranger = register_user(
        username="stranger", display_name="A Stranger", password=PASSWORD, by=SETUP, at=now
    )
    assert list(BatchRecord.objects.visible_to(stranger)) == []
    assert list(BatchRecord.objects.visible_to(people["kadler"])) == [small_batch]
