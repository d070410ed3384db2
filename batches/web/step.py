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
from integrity.gates import Gate, may_be_overruled
from integrity.models import Overruling, Signature
from integrity.overrulings import overruling_of
from integrity.refusals import Blocker, Refused
from integrity.signatures.meanings import Meaning
from people.permissions import Permission
from people.web.devices import for_tablets
from people.web.needs import needs, signed_in
from people.web.signing import OverruleForm, SignForm, sign_form


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
@needs(Permission.VIEW_BATCHES)
@for_tablets
def verify(request: HttpRequest, number: str, place: tuple[int, int]) -> HttpResponse:
    """The second person signs, on whosever session this is."""
    batch = fetch_batch(request, number)
    step = fetch_step(batch, place)
    signing = SignForm(request.POST)
    done = signing.sign(
        request, verify_step, lambda typed: {"step": step}, lambda key: fetch_step(batch, place)
    )
    if done is None:
        step = fetch_step(batch, place)
        return show(request, batch, step, signing=signing, status=signing.status)
    return onward(request, batch, done, _("Step %(step)s is verified."))


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
    request: HttpRequest,
    batch: BatchRecord,
    step: BatchStep,
    form: StepForm | None = None,
    *,
    signing: SignForm | None = None,
    overruling: OverruleForm | None = None,
    status: int,
) -> HttpResponse:
    user, now = signed_in(request), timezone.now()
    context: dict[str, Any] = {
        "batch": batch,
        "step": step,
        "operation": step.operation,
        "form": form or StepForm(step, initial={"command_id": uuid.uuid4()}),
        "signatures": Signature.objects.of(step),
        "may_read": user.may(Permission.VIEW_DOCUMENTS),
        "may_print": step.state == StepState.OPEN and user.may(Permission.ISSUE_FORM),
    }
    if step.state == StepState.OPEN:
        context["blockers"] = step_blockers(step, by=user, at=now)
        context["may_execute"] = user.may(Permission.EXECUTE_STEP)
        context |= what_may_be_overruled(request, step, context["blockers"], overruling)
    elif step.state == StepState.PERFORMED:
        context["signing"] = signing or sign_form(request, step)
        context["meaning"] = Meaning.VERIFIED
        if user.pk != step.performed_by_id:  # who performed it hands the tablet to another person
            context["blockers"] = verification_blockers(step, by=user, at=now)
            context |= what_may_be_overruled(request, step, context["blockers"], overruling)
    context["overrulings"] = Overruling.objects.of(step)
    return render(request, "batches/step.html", context, status=status)


def gate_of(step: BatchStep) -> Gate:
    """What stands against the next thing that is done with the step."""
    return step_blockers if step.state == StepState.OPEN else verification_blockers


def what_may_be_overruled(
    request: HttpRequest,
    step: BatchStep,
    blockers: list[Blocker],
    form: OverruleForm | None,
) -> dict[str, Any]:
    """The dialog for two persons, when all that blocks the step may be overruled."""
    if not blockers or not all(may_be_overruled(blocker) for blocker in blockers):
        return {}
    key = uuid.uuid4()
    about = overruling_of(step, gate_of(step), blockers, key)
    shown = form or sign_form(request, about, form=OverruleForm, command_id=key)
    return {"overruling": shown, "overrule_meaning": Meaning.OVERRULED}
