"""Signing a clearance, checking it, and letting a use begin in spite of what blocks it."""

from __future__ import annotations

import uuid
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from cleanrooms.commands.clearances import check_clearance, sign_clearance
from cleanrooms.gates.use import use_blockers
from cleanrooms.web.uses import fetch_use, show_use, use_address
from integrity.models import Overruling
from integrity.overrulings import overruling_of
from people.commands.overruling import overrule
from people.permissions import Permission
from people.web.devices import for_tablets
from people.web.facility_only import facility_people_only
from people.web.needs import needs, signed_in
from people.web.signing import OverruleForm, SignForm


@require_POST
@facility_people_only
@needs(Permission.USE_ROOM)
@for_tablets
def use_sign(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Who cleared the room signs; then the second person does, in the same place."""
    use = fetch_use(pk)
    command = check_clearance if use.cleared_at else sign_clearance
    said = _("The clearance is checked.") if use.cleared_at else _("The clearance is signed.")
    signing = SignForm(request.POST)
    done = signing.sign(request, command, lambda typed: {"use": use}, lambda key: fetch_use(pk))
    if done is None:
        return show_use(request, fetch_use(pk), signing=signing)
    messages.success(request, said)
    return redirect(use_address(use))


@require_POST
@facility_people_only
@needs(Permission.USE_ROOM)
@for_tablets
def use_overrule(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A supervisor and a second person let the use begin."""
    use, form = fetch_use(pk), OverruleForm(request.POST)

    def inputs(typed: dict[str, Any]) -> dict[str, Any]:
        given = {"key": typed["command_id"], "reason": typed["reason"]}
        return {"subject": use, "gate": use_blockers, **given}

    def about(key: uuid.UUID) -> Overruling:
        now = fetch_use(pk)
        blockers = use_blockers(now, by=signed_in(request), at=timezone.now())
        return overruling_of(now, use_blockers, blockers, key)

    if not form.sign(request, overrule, inputs, about):
        return show_use(request, fetch_use(pk), overruling=form)
    messages.success(request, _("Overruled. The use may begin."))
    return redirect(use_address(use))
