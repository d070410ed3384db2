"""Asking for jobs, claiming them by lease and committing them fenced."""

from __future__ import annotations

from datetime import timedelta
from threading import Event

import pytest
from django.db import IntegrityError, transaction
from django.db.models.functions import Now

from integrity.jobs import Claim, Fenced, ask
from integrity.jobs.lease import claim
from integrity.models import Job, JobState
from tests.together import PATIENCE_SECONDS, together, until, until_another_waits


@pytest.fixture
def job(db) -> Job:
    return ask("test", key="one", payload={"batch": "CART-26-001"})


def claimed(job: Job) -> Claim:
    held = claim(job.pk)
    assert held is not None
    return held


def let_the_lease_run_out() -> None:
    Job.objects.update(lease_until=Now() - timedelta(seconds=1))


def make_due() -> None:
    Job.objects.update(not_before=Now() - timedelta(seconds=1))


def test_it_works(job):
    held = claimed(job)
    assert (held.kind, held.key, held.payload) == ("test", "one", {"batch": "CART-26-001"})
    held.report(1, 4)
    job.refresh_from_db()
    assert (job.state, job.attempt, job.percent) == (JobState.RUNNING, 1, 25)
    changes: list[str] = []
    held.commit(lambda: changes.append("filed"))
    job.refresh_from_db()
    assert changes == ["filed"]
    assert (job.state, job.percent, job.lease_until) == (JobState.DONE, 100, None)
    assert job.ended_at is not None
    assert not job.is_open


def test_asking_twice_makes_one_job(job):
    assert ask("test", key="one", payload={}) == job
    assert ask("test", key="two", payload={}) != job
    assert ask("another", key="one", payload={}) != job
    assert Job.objects.count() == 3


def test_asking_twice_at_once_makes_one_job(live_db):
    """The second asks while the first has not committed yet."""
    asked: list[Job] = []

    def first() -> Job:
        with transaction.atomic():
            asked.append(ask("test", key="one", payload={}))
            until_another_waits()
            return asked[0]

    def second() -> Job:
        until(lambda: asked, "the first to ask")
        with transaction.atomic():
            return ask("test", key="one", payload={})

    assert together(first, second) == [Job.objects.get()] * 2


def test_the_worker_is_rung_after_the_commit(db, rung, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        job = ask("test", key="one", payload={})
        assert rung == []
    assert rung == [("integrity.run_job", str(job.pk))]


def test_a_change_that_is_taken_back_asks_for_nothing(db, rung, django_capture_on_commit_callbacks):
    with (
        django_capture_on_commit_callbacks(execute=True),
        pytest.raises(OSError, match="disk"),
        transaction.atomic(),
    ):
        ask("test", key="one", payload={})
        raise OSError("The disk is full.")
    assert rung == []
    assert not Job.objects.exists()


def test_a_job_is_held_by_one_worker(job):
    claimed(job)
    assert claim(job.pk) is None


def test_two_workers_at_once_claim_it_once(live_db):
    """The second comes while the first has not committed its claim; it does not wait for it."""
    job = ask("test", key="one", payload={})
    is_claimed, is_through = Event(), Event()

    def first() -> Claim | None:
        with transaction.atomic():
            held = claim(job.pk)
            is_claimed.set()
            assert is_through.wait(PATIENCE_SECONDS)
            return held

    def second() -> Claim | None:
        assert is_claimed.wait(PATIENCE_SECONDS)
        try:
            return claim(job.pk)
        finally:
            is_through.set()

    held, nothing = together(first, second)
    assert (held.attempt, nothing) == (1, None)


def test_an_abandoned_job_is_taken_over_and_the_first_worker_is_fenced(job):
    first = claimed(job)
    let_the_lease_run_out()
    second = claimed(job)
    assert second.attempt == 2
    changes: list[str] = []
    with pytest.raises(Fenced):
        first.report(1, 2)
    with pytest.raises(Fenced):
        first.commit(lambda: changes.append("first"))
    second.commit(lambda: changes.append("second"))
    assert changes == ["second"]
    with pytest.raises(Fenced):
        second.commit(lambda: changes.append("again"))
    assert changes == ["second"]


def test_a_fenced_worker_cannot_give_back_what_another_holds(job):
    first = claimed(job)
    let_the_lease_run_out()
    claimed(job)
    first.give_back("too late")
    job.refresh_from_db()
    assert (job.state, job.error) == (JobState.RUNNING, "")


def test_reporting_renews_the_lease(job):
    held = claimed(job)
    let_the_lease_run_out()
    held.report(1, 2)
    assert claim(job.pk) is None


def test_a_change_that_fails_leaves_the_job_to_be_done(job):
    held = claimed(job)

    def fail() -> None:
        raise OSError("The disk is full.")

    with pytest.raises(OSError, match="disk"):
        held.commit(fail)
    job.refresh_from_db()
    assert job.state == JobState.RUNNING


def test_what_is_given_back_waits_and_is_tried_again(job):
    claimed(job).give_back("OSError: disk")
    job.refresh_from_db()
    assert (job.state, job.error, job.lease_until) == (JobState.QUEUED, "OSError: disk", None)
    assert claim(job.pk) is None
    make_due()
    assert claimed(job).attempt == 2


def test_the_last_attempt_that_fails_makes_it_dead(job, settings):
    for _attempt in range(settings.JOB_ATTEMPTS):
        make_due()
        claimed(job).give_back("OSError: disk")
    job.refresh_from_db()
    assert (job.state, job.error) == (JobState.DEAD, "OSError: disk")
    assert job.ended_at is not None
    make_due()
    assert claim(job.pk) is None


def test_a_worker_that_dies_at_every_attempt_makes_it_dead(job, settings):
    for _attempt in range(settings.JOB_ATTEMPTS):
        claimed(job)
        let_the_lease_run_out()
    assert claim(job.pk) is None
    job.refresh_from_db()
    assert (job.state, job.attempt) == (JobState.DEAD, settings.JOB_ATTEMPTS)
    assert job.error == "The worker died at every attempt."


def test_asking_again_gives_a_dead_job_fresh_attempts_at_once(job, settings):
    settings.JOB_ATTEMPTS = 1
    claimed(job).give_back("OSError: disk")
    again = ask("test", key="one", payload={})
    assert again == job
    assert (again.state, again.attempt, again.error, again.ended_at) == ("QUEUED", 0, "", None)
    assert claimed(job).attempt == 1


def test_asking_again_leaves_a_finished_job_finished(job, rung, django_capture_on_commit_callbacks):
    claimed(job).commit(lambda: None)
    with django_capture_on_commit_callbacks(execute=True):
        assert ask("test", key="one", payload={}).state == JobState.DONE
    assert rung == []


def test_more_parts_than_there_are_is_refused(job):
    held = claimed(job)
    with pytest.raises(IntegrityError, match="job_part"), transaction.atomic():
        held.report(3, 2)


def test_an_unknown_job_is_not_claimed(db):
    assert claim("0193a1c0-0000-7000-8000-000000000001") is None
