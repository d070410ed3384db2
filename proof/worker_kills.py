"""Workers killed at random moments and the broker wiped: no job lost, none done twice."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator

from django.utils import timezone

from batches.commands.renditions import JOB_KIND, request_record_pdf
from batches.models import BatchRendition
from batches.services import RENDERING
from bench.figures import Figure, at_least, at_most
from integrity.models import AuditEvent, Job, JobState
from tests import cast
from tests.databases import current
from tests.workers import broker, environment, new_queue, worker

BATCHES, KILLS, WIPES = 20, 20, 4
SEED = 20261121
PATIENCE_SECONDS = 180


def figures() -> Iterator[Figure]:
    """A worker a round, killed with all its children after up to four seconds of work."""
    ask_for_pdfs()
    moments = random.Random(SEED)
    queue = new_queue()
    for round_ in range(KILLS):
        with worker(variables(queue), "--beat") as doomed:
            wait_until(lambda: doomed.has_swept)
            time.sleep(moments.uniform(0, 4))
            if round_ % (KILLS // WIPES) == 0:
                with broker() as client:
                    client.flushall()
    with worker(variables(queue), "--beat"):
        wait_until(lambda: done() == BATCHES)
    filed = AuditEvent.objects.filter(verb="batch_record.pdf_filed").count()
    retried = Job.objects.filter(kind=JOB_KIND, attempt__gt=1).count()
    yield at_least("worker-kills", KILLS, "kills", str(KILLS))
    yield at_least("worker-kills-retried", retried, "jobs", "1")
    yield at_most("worker-kills-lost", BATCHES - done(), "jobs", "0")
    yield at_most("worker-kills-twice", filed - BATCHES, "jobs", "0")
    yield at_most("worker-kills-renditions", BatchRendition.objects.count() - BATCHES, "extra", "0")


def ask_for_pdfs() -> None:
    people = cast.make_people(cast.make_facility())
    master = cast.make_small_master(people)
    for number in range(BATCHES):
        batch = cast.make_batch(people, master, f"PROOF-{number:03}")
        request_record_pdf(batch=batch, by=RENDERING, at=timezone.now())


def done() -> int:
    return Job.objects.filter(kind=JOB_KIND, state=JobState.DONE).count()


def wait_until(reached: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while not reached():
        if time.monotonic() > until:
            return
        time.sleep(0.1)


def variables(queue: str) -> dict[str, str]:
    """Attempts enough for a job that is unlucky more than twice."""
    return environment(current(), queue, CGTLIMS_JOB_ATTEMPTS=str(KILLS + 1))
