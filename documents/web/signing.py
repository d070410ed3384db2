"""Signing what a version's page offers."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from documents.web import document
from documents.web.dialogs import DIALOGS
from documents.web.fetch import fetch_version
from people.permissions import Permission
from people.web.needs import needs


@require_POST
@needs(Permission.VIEW_DOCUMENTS)
def sign_version(request: HttpRequest, code: str, number: int, deed: str) -> HttpResponse:
    """Whoever enters name and secret signs; a refusal shows the dialog with its reasons."""
    version, dialog = fetch_version(request, code, number), DIALOGS[deed]
    form = dialog.form(request.POST)
    done = form.sign(
        request,
        dialog.command,
        lambda typed: {"version": version, **dialog.more(typed)},
        lambda key: fetch_version(request, code, number),
    )
    if done is None:
        again = fetch_version(request, code, number)
        return document.show(request, again, signing={deed: form}, status=form.status)
    messages.success(request, str(dialog.done))
    return redirect("document-version", code, number)
