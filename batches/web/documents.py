"""The documents of a batch: making the PDF of its record, following it, reading it."""

from __future__ import annotations

from typing import Any

from csp.constants import SELF
from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from batches.commands.renditions import JOB_KIND, job_key, request_record_pdf
from batches.models import BatchRecord, BatchRendition
from batches.web.fetch import fetch_batch
from documents.store import read
from integrity.models import Job
from people.permissions import Permission
from people.web.needs import needs, signed_in


@require_http_methods(["GET", "POST"])
@needs(Permission.VIEW_BATCHES)
def documents(request: HttpRequest, number: str) -> HttpResponse:
    """The list of PDFs; POST asks a worker for the one of the record as it is now."""
    batch = fetch_batch(request, number)
    if request.method == "POST":
        request_record_pdf(batch=batch, by=signed_in(request), at=timezone.now())
        return redirect("batch-documents", batch.number)
    return render(request, "batches/documents.html", documents_of(request, batch))


@require_safe
@needs(Permission.VIEW_BATCHES)
def progress(request: HttpRequest, number: str) -> HttpResponse:
    """The part of the page that changes while a worker makes the PDF; asked for every second."""
    batch = fetch_batch(request, number)
    return render(request, "batches/documents_progress.html", documents_of(request, batch))


@require_safe
@needs(Permission.VIEW_BATCHES)
def view_pdf(request: HttpRequest, number: str, version: int) -> HttpResponse:
    batch = fetch_batch(request, number)
    link = rendition_of(batch, version)
    return render(request, "batches/pdf.html", {"batch": batch, "link": link})


@require_safe
@csp_replace({"frame-ancestors": [SELF]})  # type: ignore[arg-type]
@needs(Permission.VIEW_BATCHES)
def pdf_file(request: HttpRequest, number: str, version: int) -> HttpResponse:
    """The stored bytes, checked against their sha256; our own pages may show them in a frame."""
    link = rendition_of(fetch_batch(request, number), version)
    disposition = content_disposition_header("download" in request.GET, link.rendition.file_name)
    return HttpResponse(
        read(link.rendition.sha256),
        content_type=link.rendition.media_type,
        headers={
            "Content-Disposition": disposition or "inline",
            "X-Frame-Options": "SAMEORIGIN",
        },
    )


def documents_of(request: HttpRequest, batch: BatchRecord) -> dict[str, Any]:
    links = list(batch.renditions.select_related("rendition"))
    newest = links[0].batch_version if links else 0
    return {
        "batch": batch,
        "links": links,
        "job": Job.objects.filter(kind=JOB_KIND, key=job_key(batch)).first(),
        "is_current": newest == batch.version,
        "may_make": signed_in(request).may(Permission.MAKE_RENDITION),
    }


def rendition_of(batch: BatchRecord, version: int) -> BatchRendition:
    links = batch.renditions.select_related("rendition")
    return get_object_or_404(links, batch_version=version)
