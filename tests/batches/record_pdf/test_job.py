"""The job that makes the PDF: exactly one rendition, whoever dies on the way."""

from __future__ import annotations

import signal
import subprocess
import sys
import uuid

import pytest

from batches.commands.execution import complete_step
from batches.commands.renditions import JOB_KIND, request_record_pdf
from batches.models import BatchRecord, BatchRendition, BatchStep
from documents.models import Rendition
from documents.store import read
from integrity.jobs import ask
from integrity.jobs.work import run
from integrity.models import AuditEvent, Job, JobState
from people.models import User
from tests import databases
from tests.cast import NOW, answers
from tests.documents import reading
from tests.together import until

RUN = """
import sys
import django
django.setup()
from integrity.jobs.work import run
run(sys.argv[1])
"""


@pytest.fixture
def job(live_db: str, people: dict[str, User], executed_batch: BatchRecord) -> Job:
    """The record of the executed batch, asked for."""
    request_record_pdf(batch=executed_batch, by=people["mlindqvist"], at=NOW)
    return Job.objects.get(kind=JOB_KIND)


def test_the_job_files_one_rendition(job: Job, executed_batch: BatchRecord) -> None:
    assert run(str(job.pk))
    job.refresh_from_db()
    filed = BatchRendition.objects.get()
    content = read(filed.rendition.sha256)
    assert job.state == JobState.DONE
    assert job.part == job.parts > 5
    assert filed.batch_version == executed_batch.version
    assert (filed.rendition.pages, filed.rendition.size) == (
        len(reading.pages(content)),
        len(content),
    )
    assert f"Page 1 of {filed.rendition.pages}" in reading.text(content)
    assert "by Mara Lindqvist" in reading.text(content)


def test_who_files_is_the_rendering_service(job: Job) -> None:
    run(str(job.pk))
    event = AuditEvent.objects.get(verb="batch_record.pdf_filed")
    assert event.actor_name == "CGT-LIMS rendering"


def test_a_second_job_of_the_same_version_files_nothing(job: Job) -> None:
    run(str(job.pk))
    again = ask(JOB_KIND, key="another key", payload=job.payload)
    assert run(str(again.pk))
    assert BatchRendition.objects.count() == Rendition.objects.count() == 1


def test_a_later_version_of_the_record_has_its_own_rendition(
    live_db: str, people: dict[str, User], small_batch: BatchRecord
) -> None:
    step = BatchStep.objects.filter(operation__batch=small_batch).order_by("position")[0]
    for _version in range(2):
        request_record_pdf(batch=small_batch, by=people["mlindqvist"], at=NOW)
        for job in Job.objects.filter(state=JobState.QUEUED):
            assert run(str(job.pk))
        if _version == 0:
            complete_step(step=step, values=answers(step), by=people["jvermaat"], at=NOW)
            small_batch.refresh_from_db()
    versions = BatchRendition.objects.values_list("batch_version", flat=True)
    assert sorted(versions) == [small_batch.version - 1, small_batch.version]


@pytest.mark.parametrize("point", ["after-claim", "mid-render", "before-commit", "after-commit"])
def test_a_worker_killed_on_the_way_leaves_one_rendition(
    live_db: str, job: Job, point: str
) -> None:
    killed = work(live_db, job.pk, CGTLIMS_FAILPOINT=point, CGTLIMS_JOB_LEASE_SECONDS="1")
    assert killed == -signal.SIGKILL
    assert BatchRendition.objects.count() == (1 if point == "after-commit" else 0)

    def done_again() -> bool:
        run(str(job.pk))
        job.refresh_from_db()
        return job.state == JobState.DONE

    until(done_again, "the job's end after its lease ran out")
    assert BatchRendition.objects.count() == Rendition.objects.count() == 1
    assert AuditEvent.objects.filter(verb="batch_record.pdf_filed").count() == 1
    assert job.attempt == (1 if point == "after-commit" else 2)


def work(database: str, job: uuid.UUID, **changed: str) -> int:
    """Runs the job in a process of its own; gives how the process ended."""
    environment = {
        **databases.environment(database),
        "DJANGO_SETTINGS_MODULE": "cgtlims.settings",
        **changed,
    }
    return subprocess.run(
        [sys.executable, "-c", RUN, str(job)], env=environment, check=False
    ).returncode
