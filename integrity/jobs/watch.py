"""How the jobs and the outbox are doing, for the person who looks after the system."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q, QuerySet
from django.db.models.functions import Now

from integrity.jobs.lease import claimable
from integrity.models import Job, JobState, OutboxMessage

WATCHDOG = timedelta(minutes=2)


@dataclass(frozen=True)
class Queue:
    """The jobs of one kind. `trying` failed and wait for their next attempt."""

    kind: str
    waiting: int
    trying: int
    running: int
    dead: int
    done: int
    oldest: datetime | None


@dataclass(frozen=True)
class Backlog:
    """Messages that were not delivered yet; `failing` of them were tried in vain."""

    open: int
    failing: int
    oldest: datetime | None
    error: str


def queues() -> list[Queue]:
    """One a kind of job, in the order of their names."""
    waits = Q(state=JobState.QUEUED)
    counts = (
        Job.objects.values("kind")
        .annotate(
            waiting=Count("pk", filter=waits),
            trying=Count("pk", filter=waits & Q(attempt__gt=0)),
            running=Count("pk", filter=Q(state=JobState.RUNNING)),
            dead=Count("pk", filter=Q(state=JobState.DEAD)),
            done=Count("pk", filter=Q(state=JobState.DONE)),
            oldest=Min("asked_at", filter=waits),
        )
        .order_by("kind")
    )
    return [Queue(**row) for row in counts]


def running() -> QuerySet[Job]:
    return Job.objects.filter(state=JobState.RUNNING).order_by("claimed_at")


def dead() -> QuerySet[Job]:
    return Job.objects.filter(state=JobState.DEAD).order_by("-ended_at")


def is_left_alone() -> bool:
    """True when a job is due and nobody took one for two minutes: no worker lives."""
    since = Now() - WATCHDOG
    due = Q(not_before__lt=since, lease_until=None) | Q(lease_until__lt=since)
    return (
        claimable().filter(due).exists() and not Job.objects.filter(claimed_at__gt=since).exists()
    )


def last_claim() -> Job | None:
    return Job.objects.exclude(claimed_at=None).order_by("-claimed_at").first()


def backlog() -> Backlog:
    messages = OutboxMessage.objects.filter(delivered_at=None)
    counts = messages.aggregate(
        open=Count("pk"), failing=Count("pk", filter=Q(attempts__gt=0)), oldest=Min("event__at")
    )
    failing = messages.filter(attempts__gt=0).order_by("-not_before").first()
    return Backlog(**counts, error=failing.error if failing else "")
