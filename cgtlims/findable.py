"""What may be found of the whole: events of the audit trail and jobs."""

from __future__ import annotations

import re
import uuid
from contextlib import suppress

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from cgtlims.web.trail.access import may_read
from integrity.jobs.watch import dead, running
from integrity.models import AuditEvent, Job, JobState
from integrity.trail.showing import deed_of
from people.finding.kinds import Findable, Found
from people.models import User
from people.permissions import Permission

NUMBERED = re.compile(r"(?:event ?|#)([0-9]{1,18})", re.IGNORECASE)
HASH = re.compile(r"[0-9a-f]{64}", re.IGNORECASE)
SIGNS = {JobState.RUNNING: "progress", JobState.DEAD: "action"}


def readable_events(user: User) -> QuerySet[AuditEvent]:
    return AuditEvent.objects.all() if may_read(user) else AuditEvent.objects.none()


def of_event(code: str) -> Q:
    """By the id of its command, its hash, or its number as it is printed: event 26."""
    named = Q(pk__in=[])
    with suppress(ValueError):
        named |= Q(command_id=uuid.UUID(code))
    if HASH.fullmatch(code):
        named |= Q(hash=bytes.fromhex(code))
    if printed := NUMBERED.fullmatch(code):
        named |= Q(seq=int(printed[1]))
    return named


def of_number(words: str) -> Q:
    """A bare number is more often a part of a code: it lists the event and does not open it."""
    is_number = words.isascii() and words.isdigit() and len(words) <= 18
    return Q(seq=int(words)) if is_number else Q(pk__in=[])


def event_shown(event: AuditEvent) -> Found:
    local = timezone.localtime(event.at, timezone.get_default_timezone())
    return Found(
        str(_("Event %(number)s") % {"number": event.seq}),
        reverse("trail-command", args=[event.command_id]),
        name=f"{deed_of(event)}: {event.subject_label}",
        line=f"{event.actor_name}, {date_format(local, 'j M Y H:i T')}",
    )


def shown_jobs(user: User) -> QuerySet[Job]:
    """Those that the page of jobs shows one by one."""
    return running() | dead() if user.may(Permission.VIEW_JOBS) else Job.objects.none()


def of_job(code: str) -> Q:
    with suppress(ValueError):
        return Q(pk=uuid.UUID(code))
    return Q(pk__in=[])


def job_shown(job: Job) -> Found:
    state = JobState(job.state)
    page = f"{reverse('jobs')}#{job.pk}"
    return Found(job.key, page, name=job.kind, sign=SIGNS[state], word=str(state.label))


KINDS = (
    Findable(
        "event", _("Events of the audit trail"), "seal", readable_events, event_shown,
        named=of_event, nearly=of_number, place=60,
    ),
    Findable(
        "job", _("Jobs"), "refresh", shown_jobs, job_shown, codes=("key",), texts=("key", "kind"),
        named=of_job, place=61,
    ),
)  # fmt: skip
