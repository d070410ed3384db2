"""Asks for a job: the row is written with the change that needs it, the ring follows the commit."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models.functions import Now

from integrity.bell import ring
from integrity.models import Job, JobState


def ask(kind: str, *, key: str, payload: dict[str, Any]) -> Job:
    """The job of this kind and key, made now or found; asking twice makes one job.

    A job that failed for good is set waiting again with fresh attempts.
    """
    job, _created = Job.objects.get_or_create(kind=kind, key=key, defaults={"payload": payload})
    if job.state == JobState.DEAD:
        return revive(job)
    if job.state == JobState.QUEUED:
        transaction.on_commit(lambda: ring("integrity.run_job", str(job.pk)))
    return job


def revive(job: Job) -> Job:
    """A job that failed for good waits again with fresh attempts."""
    Job.objects.filter(pk=job.pk, state=JobState.DEAD).update(
        state=JobState.QUEUED, attempt=0, not_before=Now(), error="", part=0, ended_at=None
    )
    job.refresh_from_db()
    transaction.on_commit(lambda: ring("integrity.run_job", str(job.pk)))
    return job
