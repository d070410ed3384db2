"""Records and lists as PDF: asked for, followed while a worker makes them, read."""

from __future__ import annotations

import uuid
from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from documents.store import read
from integrity.models import Job
from people.permissions import Permission
from people.web.facility_only import facility_people_only
from people.web.needs import needs, signed_in
from quality.commands.printouts import JOB_KIND, TRENDS, request_printout
from quality.models import Printout
from quality.trends import TrendAsked
from quality.web.fetch import fetch
from quality.web.impact_list import IMPACTS
from quality.web.kinds import KINDS
from quality.web.listing import Asked


@require_POST
@needs(Permission.VIEW_QUALITY)
def print_record(request: HttpRequest, kind: str, number: str) -> HttpResponse:
    """Asks a worker for the record's PDF."""
    found = fetch(request, KINDS[kind], number)
    return asked_for(request, kind, found.number, asdict(Asked()))


@require_POST
@needs(Permission.VIEW_QUALITY)
def print_list(request: HttpRequest, kind: str) -> HttpResponse:
    """Asks a worker for the list's PDF, filtered as it was shown."""
    return asked_for(request, kind, "", asdict(Asked.of(request.GET, KINDS[kind])))


@require_POST
@needs(Permission.VIEW_QUALITY)
@facility_people_only
def print_impacts(request: HttpRequest) -> HttpResponse:
    """Asks a worker for the list of impacts, filtered as it was shown."""
    return asked_for(request, IMPACTS.slug, "", asdict(Asked.of(request.GET, IMPACTS)))


@require_POST
@needs(Permission.VIEW_QUALITY)
def print_trends(request: HttpRequest) -> HttpResponse:
    """Asks a worker for the trends as PDF, as they were shown."""
    return asked_for(request, TRENDS, "", asdict(TrendAsked.of_address(request.GET)))


def asked_for(
    request: HttpRequest, kind: str, number: str, filters: dict[str, str]
) -> HttpResponse:
    try:
        command_id = UUID(request.POST.get("command_id", ""))
    except ValueError:
        command_id = uuid.uuid4()
    made = request_printout.once(
        command_id, kind=kind, number=number, filters=filters, by=signed_in(request),
        at=timezone.now(),
    )  # fmt: skip
    return redirect("printout", made.pk)


@require_safe
@needs(Permission.VIEW_QUALITY)
def printout(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How far it is; with htmx asked again every second until it is made."""
    found = one_of(request, pk)
    job = Job.objects.filter(kind=JOB_KIND, key=str(found.pk)).first()
    context = {"printout": found, "above": came_from(found), "job": job}
    return render(request, "quality/printout.html", context)


@require_safe
@needs(Permission.VIEW_QUALITY)
def printout_file(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The stored bytes, checked against their sha256, as a file to keep."""
    rendition = one_of(request, pk).rendition
    if rendition is None:
        raise Http404
    disposition = content_disposition_header(True, rendition.file_name) or "attachment"
    return HttpResponse(
        read(rendition.sha256), content_type=rendition.media_type,
        headers={"Content-Disposition": disposition},
    )  # fmt: skip


def came_from(printout: Printout) -> list[tuple[Any, str]]:
    """The pages above it, as title and address."""
    if printout.kind == TRENDS:
        return [(_("Quality"), reverse("quality"))]
    if printout.kind == IMPACTS.slug:
        return [(IMPACTS.title, reverse("impacts"))]
    kind = KINDS[printout.kind]
    pages = [(kind.title, reverse(f"{kind.slug}-list"))]
    if printout.number:
        page = reverse(f"{kind.slug}-record", args=[printout.number])
        pages.append((printout.number, page))
    return pages


def one_of(request: HttpRequest, pk: UUID) -> Printout:
    found = Printout.objects.visible_to(signed_in(request)).select_related("rendition")
    return get_object_or_404(found, pk=pk)
