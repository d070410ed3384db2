"""Letting a blocked step go on: a supervisor and a second person sign at the tablet."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from batches.gates import step_blockers
from batches.web.fetch import fetch_batch, fetch_step
from batches.web.step import show
from integrity.overrulings import overruling_of
from integrity.refusals import Refused
from integrity.signatures.meanings import Meaning
from people.commands.overruling import overrule
from people.permissions import Permission
from people.web.devices import for_tablets
from people.web.needs import needs, signed_in
from people.web.signing import OverruleForm


@require_POST
@needs(Permission.VIEW_BATCHES)
@for_tablets
def overrule_step(request: HttpRequest, number: str, place: tuple[int, int]) -> HttpResponse:
    batch = fetch_batch(request, number)
    step = fetch_step(batch, place)
    form = OverruleForm(request.POST, auto_id="overrule_%s")
    if not form.is_valid():
        return show(request, batch, step, overruling=form, status=422)
    key = form.cleaned_data["command_id"]
    try:
        attested, second = form.attest(request, Meaning.OVERRULED), form.attest_second(request)
        overrule.once(
            key, subject=step, gate=step_blockers, key=key, reason=form.cleaned_data["reason"],
            by=attested.signer, at=attested.at, attested=attested, second=second,
        )  # fmt: skip
    except Refused as refused:
        step, key = fetch_step(batch, place), uuid.uuid4()
        blockers = step_blockers(step, by=signed_in(request), at=timezone.now())
        form.show_again(refused, overruling_of(step, step_blockers, blockers, key), key)
        return show(request, batch, step, overruling=form, status=refused.status)
    messages.success(request, _("Overruled. Step %(step)s may go on.") % {"step": step.number})
    return redirect("step", batch.number, step.number)
