"""Jobs and what they stand on, for the person who looks after the system."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from cgtlims.web import machine
from integrity.audit.watch import trail_watch
from integrity.jobs import watch
from integrity.models import Job
from integrity.web.forms import CommandForm, TypedField
from people.commands.jobs import retry_job
from people.permissions import Permission
from people.web.needs import needs, signed_in

SHOWN = 50


class RetryForm(CommandForm):
    reason = TypedField(
        label=_("Reason"),
        help_text=_("What was mended, or why it may succeed now."),
    )
    use_required_attribute = False


@require_safe
@needs(Permission.VIEW_JOBS)
def jobs(request: HttpRequest) -> HttpResponse:
    """Queues, failures, the trail, disks and clocks as they are now."""
    return show(request, status=200)


@require_POST
@needs(Permission.RETRY_JOBS)
def retry(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Gives a failed job fresh attempts; without a reason the page stays as it was typed."""
    job = get_object_or_404(Job, pk=pk)
    form = RetryForm(request.POST, auto_id=f"{pk}_%s")
    if form.is_valid():
        typed = form.cleaned_data
        if form.tried(
            lambda: retry_job.once(
                typed["command_id"], job=job, reason=typed["reason"],
                by=signed_in(request), at=timezone.now(),
            )
        ):  # fmt: skip
            messages.success(request, _("%(job)s is tried again.") % {"job": job})
            return redirect("jobs")
    return show(request, {job.pk: form}, status=form.status)


def show(
    request: HttpRequest, typed: dict[uuid.UUID, RetryForm] | None = None, *, status: int
) -> HttpResponse:
    now = timezone.now()
    claimed = watch.last_claim()
    context: dict[str, Any] = {
        "now": now,
        "queues": watch.queues(),
        "running": watch.running()[:SHOWN],
        "failed": [(job, form_of(job, typed or {})) for job in watch.dead()[:SHOWN]],
        "left_alone": watch.is_left_alone(),
        "backlog": watch.backlog(),
        "trail": trail_watch(now),
        "disks": machine.disks(),
        "database_size": machine.database_size(),
        "rings": machine.rings_waiting(),
        "clock": machine.clock(),
        "claimed": claimed,
        "worker_clock": clock_of(claimed),
        "drift": machine.DRIFT // timedelta(seconds=1),
        "may_retry": signed_in(request).may(Permission.RETRY_JOBS),
    }
    return render(request, "jobs.html", context, status=status)


def form_of(job: Job, typed: dict[uuid.UUID, RetryForm]) -> RetryForm:
    """What was typed for this job, or an empty form."""
    empty = RetryForm(initial={"command_id": uuid.uuid4()}, auto_id=f"{job.pk}_%s")
    return typed.get(job.pk, empty)


def clock_of(claimed: Job | None) -> machine.Clock | None:
    """The clock of the worker that claimed last, as it was then."""
    if claimed is None or claimed.claimed_at is None or claimed.claimed_by_clock is None:
        return None
    return machine.Clock(claimed.claimed_at, claimed.claimed_by_clock)
