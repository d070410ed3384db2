"""Claiming a job by lease, and committing it fenced by the attempt.

Times are the database's, so that hosts with different clocks agree on a lease.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone

from integrity.jobs import failed
from integrity.models import Job, JobState


class Fenced(Exception):
    """Another worker has taken the job over; this one's work is thrown away."""


def lease_end() -> Any:
    return Now() + timedelta(seconds=settings.JOB_LEASE_SECONDS)


@dataclass(frozen=True)
class Claim:
    """A worker's hold on a job: good while `attempt` is the job's attempt."""

    job_id: uuid.UUID
    kind: str
    key: str
    payload: dict[str, Any]
    attempt: int

    def report(self, part: int, parts: int) -> None:
        """Tells how far the work is and renews the lease. Raises Fenced when taken over."""
        if not self._mine().update(part=part, parts=parts, lease_until=lease_end()):
            raise self._lost()

    def commit(self, change: Callable[[], None]) -> None:
        """Runs `change` and marks the job done in one transaction, or raises Fenced."""
        with transaction.atomic():
            done = {"state": JobState.DONE, "ended_at": Now(), "lease_until": None, "error": ""}
            if not self._mine().update(part=F("parts"), **done):
                raise self._lost()
            change()

    def give_back(self, error: str) -> None:
        """Puts the job back after a failure; the last attempt makes it dead, for people to see."""
        last = self.attempt >= settings.JOB_ATTEMPTS
        with transaction.atomic():
            given = self._mine().update(
                state=JobState.DEAD if last else JobState.QUEUED,
                ended_at=Now() if last else None,
                lease_until=None,
                not_before=Now() + timedelta(seconds=2**self.attempt),
                error=error,
            )
            if given and last:
                failed.told(self.job_id, timezone.now())

    def _mine(self) -> Any:
        return Job.objects.filter(pk=self.job_id, attempt=self.attempt, state=JobState.RUNNING)

    def _lost(self) -> Fenced:
        return Fenced(f"{self.kind} {self.key}: attempt {self.attempt} was taken over.")


def claim(job_id: uuid.UUID | str) -> Claim | None:
    """Takes a waiting job, or one whose lease has run out; None when there is nothing to take."""
    with transaction.atomic():
        job = claimable().select_for_update(skip_locked=True).filter(pk=job_id).first()
        if job is None:
            return None
        if job.attempt >= settings.JOB_ATTEMPTS:
            Job.objects.filter(pk=job.pk).update(
                state=JobState.DEAD, ended_at=Now(), lease_until=None,
                error=job.error or "The worker died at every attempt.",
            )  # fmt: skip
            failed.told(job.pk, timezone.now())
            return None
        attempt = job.attempt + 1
        Job.objects.filter(pk=job.pk).update(
            state=JobState.RUNNING, attempt=attempt, lease_until=lease_end(), part=0,
            claimed_at=Now(), claimed_by_clock=timezone.now(),
        )  # fmt: skip
    return Claim(job.pk, job.kind, job.key, job.payload, attempt)


def claimable() -> Any:
    """Jobs that wait and are due, and jobs whose worker has let the lease run out."""
    waiting = Q(state=JobState.QUEUED, not_before__lte=Now())
    abandoned = Q(state=JobState.RUNNING, lease_until__lt=Now())
    return Job.objects.filter(waiting | abandoned)
