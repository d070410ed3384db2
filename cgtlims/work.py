"""What the system itself asks of people: failed jobs."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from integrity.jobs.watch import dead
from integrity.models import Job, JobState
from people.models import User
from people.permissions import Permission
from people.work import Task, Waiting, contribute_work, waiting


@contribute_work(
    "jobs",
    _("Failed jobs"),
    page=lambda: f"{reverse('jobs')}#failed",
    permission=Permission.RETRY_JOBS,
)
def failed_jobs(user: User, at: datetime, most: int) -> Waiting:
    """Who may try them again sees them here."""
    return waiting(dead().order_by("ended_at"), most, _to_retry)


def _to_retry(job: Job) -> Task:
    return Task(
        _("Mend and try a job again"),
        f"{reverse('jobs')}#{job.pk}",
        job.key,
        line=job.kind,
        sign="action",
        word=str(JobState(job.state).label),
        since=job.ended_at,
    )
