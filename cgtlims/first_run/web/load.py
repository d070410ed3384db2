"""Bringing files, seeing what loading them would do, and loading them."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from cgtlims.first_run.commands import load_facility
from cgtlims.first_run.dry_run import dry_run
from cgtlims.first_run.models import FacilityLoad
from cgtlims.first_run.outcome import NotLoaded, Outcome
from cgtlims.first_run.subjects import ALL
from cgtlims.first_run.upload import received
from cgtlims.first_run.web.forms import LoadForm, LookForm
from documents.uploads import waiting
from integrity.refusals import NotPermitted, Refused
from people.permissions import Permission
from people.web.needs import needs, signed_in

LOADS = 20
PURPOSE = "first_run.load"


@require_http_methods(["GET", "POST"])
@needs(Permission.LOAD_FACILITY)
def first_run(request: HttpRequest) -> HttpResponse:
    """What files may hold, and what was loaded; POST shows what loading these would do."""
    form = LookForm(request.POST, request.FILES) if request.method == "POST" else LookForm()
    if form.is_valid():
        files = [waiting.brought(one) for one in form.cleaned_data["chosen"]]
        outcome = dry_run(received(files), signed_in(request), timezone.now())
        place = waiting.keep_waiting(files) if outcome.does and not outcome.faults else ""
        return shown(request, outcome, place)
    user = signed_in(request)
    context = {
        "form": form,
        "subjects": [(one, user.may(one.permission)) for one in ALL],
        "loads": FacilityLoad.objects.select_related("loaded_by")[:LOADS],
    }
    return render(request, "first_run/first_run.html", context, status=form.status)


@require_POST
@needs(Permission.LOAD_FACILITY)
def carry(request: HttpRequest) -> HttpResponse:
    """Loads what was shown; when that is not what would be done now, shows it anew."""
    form, user = LoadForm(request.POST), signed_in(request)
    try:
        files, digest, place = waiting.read_ticket(
            request.POST.get("ticket", ""), user, purpose=PURPOSE
        )
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("first-run")
    upload, now = received(files), timezone.now()
    if not form.is_valid():
        return shown(request, dry_run(upload, user, now), place, form)
    typed = form.cleaned_data
    try:
        load = load_facility.once(
            typed["command_id"], upload=upload, shown=digest, reason=typed["reason"], by=user,
            at=now,
        )  # fmt: skip
    except NotPermitted:
        raise
    except NotLoaded as refused:
        form.show(refused)
        return shown(request, refused.outcome, place, form)
    except Refused as refused:
        form.show(refused)
        return shown(request, dry_run(upload, user, now), place, form)
    messages.success(request, _("The files are loaded, as they were shown."))
    return redirect("first-run-done", load.pk)


def shown(
    request: HttpRequest, outcome: Outcome, place: str, form: LoadForm | None = None
) -> HttpResponse:
    """The dry run, with the word to load it when nothing stands against that."""
    user = signed_in(request)
    ticket = waiting.ticket_of(place, outcome.digest, user, purpose=PURPOSE) if place else ""
    fresh = {"ticket": ticket, "command_id": str(uuid.uuid4())}
    if form is None:
        form = LoadForm(initial=fresh)
        status = 422 if outcome.faults else 200
    else:
        status = form.status
        form.put(**fresh)
    may_load = bool(place and outcome.does and not outcome.faults)
    context = {"outcome": outcome, "form": form, "may_load": may_load}
    return render(request, "first_run/dry_run.html", context, status=status)
