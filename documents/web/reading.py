"""The PDF of a version: opened, read in the browser, saved."""

from __future__ import annotations

from contextlib import suppress

from csp.constants import SELF
from csp.decorators import csp_replace
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from documents.commands.training import open_version
from documents.models import DocumentVersion, StoredFile
from documents.trained import TRAINED_ON, has_read
from documents.web.fetch import fetch_version
from documents.web.serving import as_attachment, in_a_frame
from integrity.refusals import Refused
from people.permissions import Permission
from people.web.needs import needs, signed_in


@require_POST
@needs(Permission.VIEW_DOCUMENTS)
def document_open(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Keeps that this person opened what people train on, once, and leads to its pages."""
    version, user = fetch_version(request, code, number), signed_in(request)
    file_of(version)
    if version.state in TRAINED_ON and not version.openings.filter(opened_by=user).exists():
        with suppress(Refused):  # two taps at once
            open_version(version=version, by=user, at=timezone.now())
    return redirect("document-pdf", code, number)


@require_safe
@needs(Permission.VIEW_DOCUMENTS)
def document_pdf(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Its pages, with signing for them beside."""
    version, user = fetch_version(request, code, number), signed_in(request)
    file_of(version)
    to_read = version.state in TRAINED_ON and not has_read(user, version, timezone.now())
    return render(request, "documents/pdf.html", {"version": version, "may_read": to_read})


@require_safe
@csp_replace({"frame-ancestors": [SELF]})  # type: ignore[arg-type]
@needs(Permission.VIEW_DOCUMENTS)
def document_file_shown(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """The same bytes for the frame of our own page."""
    return in_a_frame(file_of(fetch_version(request, code, number)))


@require_safe
@needs(Permission.VIEW_DOCUMENTS)
def document_file(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """The PDF of a version, to be saved."""
    return as_attachment(file_of(fetch_version(request, code, number)))


def file_of(version: DocumentVersion) -> StoredFile:
    if version.file is None:
        raise Http404
    return version.file
