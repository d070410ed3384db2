"""All channels: what each says now, and whether that is within its levels."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cleanrooms.models import Room
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
    rooms = list(Room.objects.all())
    asked_room, asked_parameter = request.GET.get("room", ""), request.GET.get("parameter", "")
    room = next((one for one in rooms if one.code.lower() == asked_room.lower()), None)
    if room is not None:
        rows = rows.filter(room=room)
    if asked_parameter in CONTINUOUS:
        rows = rows.filter(parameter=asked_parameter)
    context = {
        "lines": newest_of(list(rows.order_by("room__code", "code")), at),
        "parameters": CONTINUOUS,
        "rooms": rooms,
        "room": room,
        "asked": {"parameter": asked_parameter},
        "at": at,
        "may_manage": user.may(Permission.MANAGE_MONITORING),
        "tab": "channels",
    }
    return render(request, "monitoring/channels.html", context)
