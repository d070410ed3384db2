"""Files with readings: what adding them would do, adding them, and all that came in."""

from __future__ import annotations

import uuid
from dataclasses import replace

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from documents.uploads import checked, receive, waiting
from documents.uploads.waiting import Brought
from documents.web.serving import as_attachment
from integrity.reading.text import text_of
from integrity.refusals import NotPermitted, Refused
from integrity.web.forms import CommandForm
from measures.problems import ValueProblem
from monitoring.channels.check import check_of
from monitoring.channels.preview import Preview, preview_of_csv
from monitoring.channels.rows import COLUMNS, Fault
from monitoring.commands.ingest import ingest_readings
from monitoring.models import Ingest
from monitoring.seen import ingest_page as address
from monitoring.web.channels.forms import ReadingsForm
from people.permissions import Permission
from people.web.facility_only import facility_people_only
from people.web.needs import needs, signed_in

VIEW, ADD = Permission.VIEW_MONITORING, Permission.ADD_READINGS
PURPOSE = "monitoring.readings"
ROWS, FAULTS = 50, 100
EXAMPLE = "\n".join(
    (
        ",".join(COLUMNS),
        "CR03-P05,2026-05-03T14:02:00+02:00,1240,{particles}/m3",
        "CR03-DP1,2026-05-03T12:02:00Z,14.2,Pa",
    )
)


class AddForm(CommandForm):
    """Adds what was shown."""

    ticket = forms.CharField(widget=forms.HiddenInput)
    use_required_attribute = False


@require_safe
@needs(VIEW)
@facility_people_only
def ingest_list(request: HttpRequest) -> HttpResponse:
    """All that came in, newest first."""
    rows = Ingest.objects.select_related("added_by", "file")
    context = {
        "page": Paginator(rows, ROWS).get_page(request.GET.get("page")),
        "may_add": signed_in(request).may(ADD),
        "tab": "ingests",
    }
    return render(request, "monitoring/ingests.html", context)


@require_safe
@needs(VIEW)
@facility_people_only
def ingest_page(request: HttpRequest, number: int) -> HttpResponse:
    """What came in together, and whether what is stored still has its digest."""
    ingest = fetch(number)
    context = {"ingest": ingest, "check": check_of(ingest)}
    return render(request, "monitoring/ingest.html", context)


@require_safe
@needs(VIEW)
@facility_people_only
def ingest_file(request: HttpRequest, number: int) -> HttpResponse:
    """The file as it was brought."""
    file = fetch(number).file
    if file is None:
        return redirect("ingest", number)
    return as_attachment(file)


@require_http_methods(["GET", "POST"])
@needs(ADD)
@facility_people_only
def readings_new(request: HttpRequest) -> HttpResponse:
    """Choosing a file; POST shows what adding its readings would do."""
    form = ReadingsForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        brought = waiting.brought(form.cleaned_data["file"])
        seen = look(brought)
        place = waiting.keep_waiting([brought]) if seen.may_be_added else ""
        return shown(request, seen, brought, place)
    context = {"form": form, "example": EXAMPLE}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "monitoring/readings_new.html", context, status=status)


@require_POST
@needs(ADD)
@facility_people_only
def readings_add(request: HttpRequest) -> HttpResponse:
    """Adds what was shown; when that is not what the file says, shows it anew."""
    form, user, now = AddForm(request.POST), signed_in(request), timezone.now()
    try:
        (brought,), digest, place = waiting.read_ticket(
            request.POST.get("ticket", ""), user, purpose=PURPOSE
        )
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("readings-new")
    seen = look(brought)
    if not form.is_valid() or seen.batch is None or seen.batch.digest != digest:
        return shown(request, seen, brought, place, form)
    try:
        ingest = ingest_readings.once(
            form.cleaned_data["command_id"], batch=seen.batch, by=user, at=now,
            file=receive(brought.name, brought.content),
        )  # fmt: skip
    except NotPermitted:
        raise
    except Refused as refused:
        form.show(refused)
        return shown(request, seen, brought, place, form)
    messages.success(request, _("The readings are added, as they were shown."))
    return redirect(address(ingest))


def look(brought: Brought) -> Preview:
    """A file that cannot be read as a whole is a fault of its first line."""
    try:
        checked(brought.name, brought.content)
        return preview_of_csv(text_of(brought.content), timezone.now())
    except ValueProblem as problem:
        return Preview(None, [Fault(1, "", problem)], [], [])
    except Refused as refused:
        return Preview(None, [], list(refused.blockers), [])


def shown(
    request: HttpRequest, seen: Preview, brought: Brought, place: str, form: AddForm | None = None
) -> HttpResponse:
    """The dry run, with the word to add it when nothing stands against that."""
    fresh = {"command_id": str(uuid.uuid4()), "ticket": ""}
    if place and seen.batch is not None:
        user = signed_in(request)
        fresh["ticket"] = waiting.ticket_of(place, seen.batch.digest, user, purpose=PURPOSE)
    if form is None:
        form = AddForm(initial=fresh)
        status = 200 if seen.may_be_added else 422
    else:
        status = form.status
        form.put(**fresh)
    context = {
        "seen": replace(seen, faults=seen.faults[:FAULTS]), "count": len(seen.faults),
        "name": brought.name, "form": form, "may_add": bool(place and seen.may_be_added),
    }  # fmt: skip
    return render(request, "monitoring/readings_seen.html", context, status=status)


def fetch(number: int) -> Ingest:
    return get_object_or_404(Ingest.objects.select_related("added_by", "file"), number=number)
