"""Running a job: what a handler returns is committed once, what fails is tried again."""

from __future__ import annotations

import pytest

from integrity.jobs import Claim, ask, kinds, work
from integrity.models import Job, JobState
from tests.integrity.test_jobs import claimed, let_the_lease_run_out, make_due

pytestmark = pytest.mark.django_db


@pytest.fixture
def handle(monkeypatch):
    """Gives this test's kind of job to a handler."""
    return lambda handler: monkeypatch.setitem(kinds.HANDLERS, "test", handler)


def test_it_works(handle):
    done: list[str] = []

    def handler(held: Claim):
        held.report(1, 2)
        return lambda at: done.append(f"{held.key} {at.tzinfo}")

    handle(handler)
    job = ask("test", key="one", payload={})
    assert work.run(str(job.pk))
    assert done == ["one UTC"]
    job.refresh_from_db()
    assert (job.state, job.percent) == (JobState.DONE, 100)


def test_a_job_that_is_done_is_not_run_again(handle):
    done: list[str] = []
    handle(lambda held: lambda at: done.append(held.key))
    job = ask("test", key="one", payload={})
    assert work.run(str(job.pk))
    assert not work.run(str(job.pk))
    assert done == ["one"]


def test_a_handler_that_fails_leaves_its_error_and_is_tried_again(handle):
    def handler(held: Claim):
        raise OSError("The disk is full.")

    handle(handler)
    job = ask("test", key="one", payload={})
    assert not work.run(str(job.pk))
    job.refresh_from_db()
    assert (job.state, job.error) == (JobState.QUEUED, "OSError: The disk is full.")


def test_an_outcome_that_fails_is_tried_again(handle):
    def outcome(at):
        raise OSError("The disk is full.")

    handle(lambda held: outcome)
    job = ask("test", key="one", payload={})
    assert not work.run(str(job.pk))
    job.refresh_from_db()
    assert (job.state, job.error) == (JobState.QUEUED, "OSError: The disk is full.")


def test_a_kind_that_nobody_handles_says_so():
    job = ask("unheard-of", key="one", payload={})
    assert not work.run(str(job.pk))
    job.refresh_from_db()
    assert job.error == "KeyError: 'unheard-of'"


def test_the_work_of_a_worker_that_was_overtaken_is_thrown_away(handle, caplog):
    filed: list[str] = []

    def slow(held: Claim):
        let_the_lease_run_out()
        handle(lambda other: lambda at: filed.append("overtaker"))
        assert work.run(str(held.job_id))
        return lambda at: filed.append("overtaken")

    handle(slow)
    job = ask("test", key="one", payload={})
    assert not work.run(str(job.pk))
    assert filed == ["overtaker"]
    job.refresh_from_db()
    assert (job.state, job.attempt, job.error) == (JobState.DONE, 2, "")
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert "test one: attempt 1 was taken over." in caplog.text


def test_the_sweeper_rings_for_what_waits_or_was_abandoned(rung):
    waiting, abandoned, held, later, done = (
        ask("test", key=key, payload={})
        for key in ("waiting", "abandoned", "held", "later", "done")
    )
    claimed(abandoned)
    let_the_lease_run_out()
    claimed(held)
    claimed(later).give_back("OSError: disk")
    claimed(done).commit(lambda: None)
    assert work.sweep() == 2
    assert set(rung) == {("integrity.run_job", str(job.pk)) for job in (waiting, abandoned)}
    make_due()
    assert work.sweep() == 3
    assert ("integrity.run_job", str(later.pk)) in rung
    assert Job.objects.get(key="held").state == JobState.RUNNING
