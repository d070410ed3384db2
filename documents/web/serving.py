"""Giving files out: what was brought as an attachment, never as something that a browser runs."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from documents.models import Rendition, StoredFile
from documents.store import UPLOADS, read


def as_attachment(file: StoredFile) -> HttpResponse:
    """The bytes, checked against their sha256."""
    return HttpResponse(
        read(file.sha256, UPLOADS),
        content_type=file.media_type,
        headers={
            "Content-Disposition": content_disposition_header(True, file.name) or "attachment",
            "X-Content-Type-Options": "nosniff",
        },
    )


def as_pdf(rendition: Rendition) -> HttpResponse:
    """A PDF that was made here: shown by the browser, or printed."""
    name = content_disposition_header(False, rendition.file_name) or "inline"
    return HttpResponse(
        read(rendition.sha256),
        content_type=rendition.media_type,
        headers={"Content-Disposition": name, "X-Content-Type-Options": "nosniff"},
    )


def in_a_frame(file: StoredFile) -> HttpResponse:
    """A PDF that was brought, for the frame of a page of ours and no other."""
    answer = as_attachment(file)
    answer["Content-Disposition"] = content_disposition_header(False, file.name) or "inline"
    answer["X-Frame-Options"] = "SAMEORIGIN"
    return answer
