"""Jobs in real workers, with the real broker: rung for, or swept up when the ring was lost."""

from __future__ import annotations

import pytest

from cgtlims.celery import app
from integrity.jobs import ask
from integrity.models import Job, JobState
from people.models import Organisation
from tests.integrity.slow_jobs import KIND
from tests.together import until
from tests.workers import Worker, broker, environment, new_queue, worker

INCLUDE = ("--include", "tests.integrity.slow_jobs")


@pytest.fixture
def queue(monkeypatch):
    """A queue of this test's own, on which this process rings too."""
    name = new_queue()
    monkeypatch.setitem(app.conf, "task_default_queue", name)
    yield name
    with broker() as client:
        client.delete(name)


def is_done(key: str, by: Worker) -> bool:
    assert by.process.poll() is None, by.said
    return Job.objects.filter(key=key, state=JobState.DONE).exists()


def test_it_works(live_db, queue):
    """Without anything that sweeps on a schedule: the ring alone brings the job to the worker."""
    with worker(environment(live_db, queue), *INCLUDE) as found:
        until(lambda: found.has_swept, "a worker")
        ask(KIND, key="RUNG", payload={})
        until(lambda: is_done("RUNG", found), "a job that was rung for")
    assert Organisation.objects.get().code == "RUNG"


def test_a_lost_ring_costs_a_sweep_and_no_job(live_db, queue, monkeypatch):
    ask(KIND, key="WIPED", payload={})
    with broker() as client:
        assert client.llen(queue) == 1
        client.delete(queue)
    with worker(environment(live_db, queue), "--beat", *INCLUDE) as found:
        until(lambda: is_done("WIPED", found), "a job asked for before the broker was wiped")
        monkeypatch.setattr(app, "send_task", lambda *args, **options: None)
        ask(KIND, key="UNRUNG", payload={})
        until(lambda: is_done("UNRUNG", found), "a job that nobody rang for")
    assert Organisation.objects.count() == 2
