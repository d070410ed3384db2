"""Whenever the worker is killed, the batch record has exactly one PDF in the end."""

from __future__ import annotations

import signal
from contextlib import ExitStack
from datetime import timedelta

import pytest
from django.db.models.functions import Now

from batches.commands.renditions import JOB_KIND, request_record_pdf
from batches.models import BatchRecord, BatchRendition
from batches.services import RENDERING
from documents.store import read
from integrity.models import AuditEvent, Job, JobState
from tests import cast
from tests.together import until
from tests.workers import Worker, environment, new_queue, worker

FAILPOINTS = ("after-claim", "mid-render", "before-commit", "after-commit")
A_LONG_TIME = "600"


@pytest.fixture
def batches(live_db, facility, people, small_master, now) -> list[BatchRecord]:
    """As many batches as there are points to be killed at, each asked for as a PDF."""
    made = [
        cast.make_batch(people, small_master, f"CART-26-{number:03}")
        for number in range(1, len(FAILPOINTS) + 1)
    ]
    for batch in made:
        request_record_pdf(batch=batch, by=RENDERING, at=now)
    return made


def jobs(state: JobState) -> int:
    return Job.objects.filter(kind=JOB_KIND, state=state).count()


def all_done(by: Worker) -> bool:
    assert by.process.poll() is None, by.said
    return jobs(JobState.DONE) == len(FAILPOINTS)


def let_the_leases_run_out() -> None:
    Job.objects.filter(state=JobState.RUNNING).update(lease_until=Now() - timedelta(seconds=1))


def kill_a_worker_at_every_point(database: str) -> None:
    """One worker a point. Each finds a job that no other holds, takes it and dies of it."""
    with ExitStack() as running:
        dying: list[Worker] = [
            running.enter_context(
                worker(
                    environment(
                        database,
                        new_queue(),
                        CGTLIMS_FAILPOINT=point,
                        CGTLIMS_JOB_LEASE_SECONDS=A_LONG_TIME,
                    ),
                    "--pool",
                    "solo",
                )
            )
            for point in FAILPOINTS
        ]
        for one in dying:
            until(lambda one=one: one.process.poll() is not None, "a worker's end")
            assert one.process.returncode == -signal.SIGKILL, one.said


def test_it_works(live_db, batches):
    kill_a_worker_at_every_point(live_db)
    assert (jobs(JobState.RUNNING), jobs(JobState.DONE)) == (3, 1)
    assert BatchRendition.objects.count() == 1

    let_the_leases_run_out()
    with worker(environment(live_db, new_queue()), "--beat") as alive:
        until(lambda: all_done(alive), "every PDF")

    renditions = list(BatchRendition.objects.select_related("rendition"))
    assert sorted(one.batch_id for one in renditions) == sorted(batch.pk for batch in batches)
    assert all(read(one.rendition.sha256).startswith(b"%PDF-") for one in renditions)
    filed = AuditEvent.objects.filter(verb="batch_record.pdf_filed")
    assert filed.count() == len(batches)
    attempts = Job.objects.filter(kind=JOB_KIND).values_list("attempt", flat=True)
    assert sorted(attempts) == [1, 2, 2, 2]
