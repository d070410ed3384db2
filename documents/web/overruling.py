"""Letting somebody work for a day who is not trained: two people sign on the document's page."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from documents.training_gates import untrained_blockers
from documents.web import document
from documents.web.fetch import fetch_version
from integrity.models import Overruling
from integrity.overrulings import overruling_of
from people.commands.overruling import overrule
from people.permissions import Permission
from people.web.needs import needs, signed_in
from people.web.signing import OverruleForm


@require_POST
@needs(Permission.VIEW_DOCUMENTS)
def document_overrule(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """For whose session it is, this version and today; a deviation opens."""
    version = fetch_version(request, code, number)

    def inputs(typed: dict[str, Any]) -> dict[str, Any]:
        given = {"key": typed["command_id"], "reason": typed["reason"]}
        return {"subject": version, "gate": untrained_blockers, **given}

    def about(key: uuid.UUID) -> Overruling:
        blockers = untrained_blockers(version, by=signed_in(request), at=timezone.now())
        return overruling_of(version, untrained_blockers, blockers, key)

    form = OverruleForm(request.POST)
    if not form.sign(request, overrule, inputs, about):
        again = fetch_version(request, code, number)
        return document.show(request, again, overruling=form, status=form.status)
    messages.success(request, _("Overruled for today."))
    return redirect("document-version", code, number)
