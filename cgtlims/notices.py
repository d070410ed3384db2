"""What people can be told of the system itself: a trail that does not hold, a job that failed."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from integrity.models import AuditEvent
from people.models import Severity, User
from people.notifications.about import About
from people.notifications.kinds import notifies
from people.notifications.letters import KIND
from people.permissions import Permission


def broken_trail(event: AuditEvent) -> About:
    return About(code=_check(event), link=_system_or_trail)


def failed_job(event: AuditEvent) -> About:
    """Of a letter that failed no other letter tells."""
    kind = event.details["kind"]
    return About(
        code=f"{kind} {event.subject_id[-12:]}", link=_system_or_trail, by_mail=kind != KIND
    )


def _check(event: AuditEvent) -> str:
    return str(_("check %(number)s") % {"number": event.subject_id})


def _system_or_trail(user: User) -> str:
    """The page of jobs, which has the state of the trail too, or the trail itself."""
    if user.may(Permission.VIEW_JOBS):
        return reverse("jobs")
    return reverse("trail") if user.may(Permission.VIEW_TRAIL) else ""


notifies(
    "trail.broken", title=_("The audit trail is not as it was written"), severity=Severity.ALARM,
    about=broken_trail,
)  # fmt: skip
notifies(
    "job.failed", title=_("Job failed for good"), severity=Severity.ALARM, about=failed_job,
    repeats=False,
)  # fmt: skip
