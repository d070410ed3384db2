"""One step on the tablet: what to do, what to record, and the second person's check."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRedirect

from batches.commands.execution import complete_step, verify_step
from batches.gates import step_blockers, verification_blockers
from batches.models import BatchRecord, BatchStep, StepState
from batches.web.fetch import fetch_batch, fetch_step
from batches.web.step_form import StepForm
from integrity.refusals import Refused
from people.permissions import Permission
from people.web.devices import for_tablets
from people.web.needs import needs, signed_in


@require_http_methods(["GET", "POST"])
@needs(Permission.VIEW_BATCHES)
@for_tablets
def step_page(request: HttpRequest, number: str, place: tuple[int, int]) -> HttpResponse:
    """Shows a step; POST performs it. A refusal keeps everything that was typed."""
    batch = fetch_batch(request, number)
    step = fetch_step(batch, place)
    form = StepForm(step, request.POST or None, initial={"command_id": uuid.uuid4()})
    if request.method == "POST" and form.is_valid():
        try:
            done = complete_step.once(
                form.cleaned_data["command_id"],
                step=step,
                values=form.values,
                remark=form.cleaned_data["remark"],
                by=signed_in(request),
                at=timezone.now(),
            )
            return onward(request, batch, done, _("Step %(step)s is recorded."))
        except Refused as refused:
            form.show(refused)
            return show(request, batch, fetch_step(batch, place), form, status=refused.status)
    return show(request, batch, step, form, status=422 if form.errors else 200)


@require_POST
@needs(Permission.VERIFY_STEP)
@for_tablets
def verify(request: HttpRequest, number: str, place: tuple[int, int]) -> HttpResponse:
    batch = fetch_batch(request, number)
    step = fetch_step(batch, place)
    verify_step(step=step, by=signed_in(request), at=timezone.now())
    return onward(request, batch, step, _("Step %(step)s is verified."))


def onward(request: HttpRequest, batch: BatchRecord, step: BatchStep, said: str) -> HttpResponse:
    """To the step that waits for the second person, to the next one, or back to the record."""
    done = f"draft:step:{step.pk}"
    messages.success(request, said % {"step": step.number}, extra_tags=done)
    following = (
        BatchStep.objects.filter(operation__batch=batch)
        .exclude(state=StepState.DONE)
        .select_related("operation")
        .order_by("position")
        .first()
    )
    if following is None:
        return go(request, redirect("batch", batch.number))
    return go(request, redirect("step", batch.number, following.number))


def go(request: HttpRequest, answer: HttpResponseRedirect) -> HttpResponse:
    """htmx is told to load the next page whole: it may have another frame."""
    return HttpResponseClientRedirect(answer.url) if request.htmx else answer  # type: ignore[attr-defined]


def show(
    request: HttpRequest, batch: BatchRecord, step: BatchStep, form: StepForm, *, status: int
) -> HttpResponse:
    user, now = signed_in(request), timezone.now()
    context: dict[str, Any] = {
        "batch": batch,
        "step": step,
        "operation": step.operation,
        "form": form,
    }
    if step.state == StepState.OPEN:
        context["blockers"] = step_blockers(step, by=user, at=now)
        context["may_execute"] = user.may(Permission.EXECUTE_STEP)
    elif step.state == StepState.PERFORMED:
        context["blockers"] = verification_blockers(step, by=user, at=now)
        context["may_verify"] = user.may(Permission.VERIFY_STEP)
    context["steps_here"] = step.operation.steps.count()
    return render(request, "batches/step.html", context, status=status)
