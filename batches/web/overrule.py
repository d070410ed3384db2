"""Letting a blocked step go on: a supervisor and a second person sign at the tablet."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from batches.web.fetch import fetch_batch, fetch_step
from batches.web.step import gate_of, show
from integrity.models import Overruling
from integrity.overrulings import overruling_of
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

    def inputs(typed: dict[str, Any]) -> dict[str, Any]:
        given = {"key": typed["command_id"], "reason": typed["reason"]}
        return {"subject": step, "gate": gate_of(step), **given}

    def about(key: uuid.UUID) -> Overruling:
        now = fetch_step(batch, place)
        blockers = gate_of(now)(now, by=signed_in(request), at=timezone.now())
        return overruling_of(now, gate_of(now), blockers, key)

    form = OverruleForm(request.POST)
    if not form.sign(request, overrule, inputs, about):
        step = fetch_step(batch, place)
        return show(request, batch, step, overruling=form, status=form.status)
    messages.success(request, _("Overruled. Step %(step)s may go on.") % {"step": step.number})
    return redirect("step", batch.number, step.number)
