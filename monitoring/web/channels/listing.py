"""All channels: what each says now, and whether that is within its levels."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from monitoring.channels.newest import newest_of
from monitoring.models import CONTINUOUS, Channel
from people.permissions import Permission
from people.web.facility_only import facility_people_only
from people.web.needs import needs, signed_in

PLACES = ("room", "zone", "neighbour__other", "equipment")


@require_safe
@needs(Permission.VIEW_MONITORING)
@facility_people_only
def channel_list(request: HttpRequest) -> HttpResponse:
    """By room; `?room=` and `?parameter=` narrow them, what is not understood does not."""
    at, user = timezone.now(), signed_in(request)
    rows = Channel.objects.standing().select_related(
        "room", "zone", "neighbour__other", "equipment"
    )
    asked_room, asked_parameter = request.GET.get("room", ""), request.GET.get("parameter", "")
    if asked_room:
        rows = rows.filter(room__code__iexact=asked_room)
    if asked_parameter in CONTINUOUS:
        rows = rows.filter(parameter=asked_parameter)
    context = {
        "lines": newest_of(list(rows.order_by("room__code", "code")), at),
        "parameters": CONTINUOUS,
        "asked": {"room": asked_room, "parameter": asked_parameter},
        "at": at,
        "may_manage": user.may(Permission.MANAGE_MONITORING),
        "may_add": user.may(Permission.ADD_READINGS),
        "tab": "channels",
    }
    return render(request, "monitoring/channels.html", context)
