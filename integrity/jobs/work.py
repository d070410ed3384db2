"""Runs one job: claim, work outside a transaction, commit fenced."""

from __future__ import annotations

import logging

from django.utils import timezone

from integrity.bell import ring
from integrity.failpoints import failpoint
from integrity.jobs.kinds import HANDLERS
from integrity.jobs.lease import Fenced, claim, claimable

log = logging.getLogger(__name__)


def run(job_id: str) -> bool:
    """True when this call finished the job. A failure is kept on the job and tried again."""
    held = claim(job_id)
    if held is None:
        return False
    failpoint("after-claim")
    try:
        outcome = HANDLERS[held.kind](held)
        failpoint("before-commit")
        held.commit(lambda: outcome(timezone.now()))
    except Fenced as lost:
        log.warning("%s", lost)
        return False
    except Exception as error:
        log.exception("The job %s failed at attempt %s.", held.job_id, held.attempt)
        held.give_back(f"{type(error).__name__}: {error}")
        return False
    failpoint("after-commit")
    return True


def sweep() -> int:
    """Rings for every job that waits or was abandoned; returns how many rings."""
    due = list(claimable().order_by("not_before").values_list("pk", flat=True))
    for pk in due:
        ring("integrity.run_job", str(pk))
    return len(due)
