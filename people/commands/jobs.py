"""Jobs that failed for good, in the hands of people."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from integrity.actors import Actor
from integrity.commands import command, say
from integrity.jobs.ask import revive
from integrity.models import Job, JobState
from integrity.refusals import refuse
from people.permissions import Permission


@command(permission=Permission.RETRY_JOBS)
def retry_job(*, job: Job, reason: str, by: Actor, at: datetime) -> Job:
    """A job that failed for good gets fresh attempts, from somebody who says why."""
    job = Job.objects.select_for_update(no_key=True).get(pk=job.pk)
    if job.state != JobState.DEAD:
        raise refuse(
            "NOT_FAILED",
            _("This job has not failed for good: it is “%(state)s”.")
            % {"state": job.get_state_display()},
            clears=_("Only failed jobs are tried again."),
        )
    failed = {"kind": job.kind, "key": job.key, "attempts": job.attempt, "error": job.error}
    job = revive(job)
    say("job.retried", about=job, details=failed)
    return job
