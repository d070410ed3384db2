"""A record moves only from state to state as its lifecycle says."""

from __future__ import annotations

import pytest

from batches.models import BatchStep, MasterBatchRecord, MasterStatus, StepState
from cgtlims.management.commands.draw_lifecycles import PAGE, page
from integrity.commands import command, say
from integrity.refusals import Refused
from people.permissions import Permission
from tests.deeds import TEST, made

pytestmark = pytest.mark.django_db


@command(permission=Permission.MANAGE_PEOPLE)
def put(*, step: BatchStep, state: str, by, at) -> BatchStep:
    """Stores a step in a state, whatever the app's own commands would say."""
    step = step.lock()
    step.state = state
    step.store()
    say("test_row.changed", about=step)
    return step


@pytest.fixture
def step(small_batch, people, now) -> BatchStep:
    """A step that is open."""
    return BatchStep.objects.filter(operation__batch=small_batch).last()


def test_it_works(executed_batch, small_master):
    assert {step.state for step in BatchStep.objects.all()} == {StepState.DONE}


def test_a_state_that_does_not_follow_is_refused(executed_batch, now):
    done = BatchStep.objects.first()
    with pytest.raises(Refused, match="cannot become “Open”: it is “Done”") as refused:
        put(step=done, state=StepState.OPEN, by=TEST, at=now)
    assert refused.value.blockers[0].clears == "Nothing follows this state."
    assert refused.value.status == 409
    done.refresh_from_db()
    assert done.state == StepState.DONE


def test_a_record_begins_in_its_first_state(small_master, people, now):
    with pytest.raises(Refused, match="it is “new”") as refused:
        made(
            MasterBatchRecord, code="MBR-X", revision=1, title="X", product=small_master.product,
            status=MasterStatus.EFFECTIVE, digest="0" * 64, written_at=now,
            written_by=people["kadler"], approved_at=now, approved_by=people["mlindqvist"],
        )  # fmt: skip
    assert refused.value.blockers[0].clears == "Accepted: Draft."


def test_the_page_of_the_docs_is_drawn_from_the_data():
    assert PAGE.read_text(encoding="utf-8") == page()
    assert "PERFORMED --> DONE" in page()
