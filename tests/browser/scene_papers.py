"""Batch records whose PDF is made, outdated, waited for, in the making or failed."""

from __future__ import annotations

from django.test import override_settings

from batches.commands.execution import complete_step
from batches.commands.renditions import JOB_KIND, job_key, request_record_pdf
from batches.models import BatchRecord, BatchRendition, BatchStep, MasterBatchRecord
from integrity.jobs import Claim
from integrity.jobs.lease import claim
from integrity.models import Job
from people.models import User
from tests import cast, databases
from tests.signing import verify
from tests.together import until
from tests.workers import environment, new_queue, worker

MADE, OUTDATED, WAITING = "CART-26-MADE", "CART-26-OUTDATED", "CART-26-WAITING"
RUNNING, FAILED = "CART-26-RUNNING", "CART-26-FAILED"
ERROR = "UnreachableFont: none of the fonts that the record is set in was found by the worker"


def load_papers() -> None:
    """A worker makes two PDFs and ends; the jobs that come later stay as they are left here."""
    people = cast.make_people(cast.make_facility())
    master = cast.make_small_master(people)
    cast.execute(people, cast.make_batch(people, master, MADE))
    let_a_worker_make_what_is_due(1)
    make_outdated(people, master)
    request(people, master, WAITING)
    held_by_a_worker(request(people, master, RUNNING)).report(3, 8)
    with override_settings(JOB_ATTEMPTS=1):
        held_by_a_worker(request(people, master, FAILED)).give_back(ERROR)


def let_a_worker_make_what_is_due(count: int) -> None:
    with worker(environment(databases.current(), new_queue()), "--beat", "--pool", "solo"):
        until(lambda: BatchRendition.objects.count() == count, "every PDF that was asked for")


def make_outdated(people: dict[str, User], master: MasterBatchRecord) -> None:
    """The record goes on after its PDF was made."""
    batch = request(people, master, OUTDATED)
    let_a_worker_make_what_is_due(2)
    step = BatchStep.objects.filter(operation__batch=batch).earliest("position")
    complete_step(step=step, values=cast.answers(step), by=people["jvermaat"], at=cast.NOW)
    verify(step, by=people["aowusu"], at=cast.NOW)


def request(people: dict[str, User], master: MasterBatchRecord, number: str) -> BatchRecord:
    batch = cast.make_batch(people, master, number)
    return request_record_pdf(batch=batch, by=people["kadler"], at=cast.NOW)


def held_by_a_worker(batch: BatchRecord) -> Claim:
    held = claim(Job.objects.get(kind=JOB_KIND, key=job_key(batch)).pk)
    assert held is not None
    return held
