"""A job that failed for good is said: people are told of it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from integrity.actors import Actor, ServiceActor
from integrity.commands import command, say
from integrity.models import Job


class Duty(StrEnum):
    """What workers do in their own name; no role can hold it."""

    REPORT_JOB = "integrity.report_job"


WORKER = ServiceActor("CGT-LIMS worker", frozenset({Duty.REPORT_JOB}))


def told(job_id: UUID, at: datetime) -> None:
    """Called in the transaction that makes the job dead."""
    report_failed_job(job=Job.objects.get(pk=job_id), by=WORKER, at=at)


@command(permission=Duty.REPORT_JOB)
def report_failed_job(*, job: Job, by: Actor, at: datetime) -> Job:
    """Its last attempt has failed; its error stands on the page of jobs."""
    say("job.failed", about=job, details={"kind": job.kind, "attempts": job.attempt})
    return job
