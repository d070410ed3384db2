"""The facility board: every room with its state, live."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cleanrooms.alarms import alarms_by_room
from cleanrooms.history import latest
from cleanrooms.models import Room, RoomKind, RoomState
from cleanrooms.occupants import occupants_by_room
from cleanrooms.plan import Tile, building, by_suite
from cleanrooms.queries import state_counts
from integrity.web.queued import kept_offline
from integrity.web.renewed import renewed
from people.permissions import Permission
from people.web.facility_only import facility_people_only
from people.web.needs import signed_in

CHANGES = 6


@require_safe
@facility_people_only
@kept_offline
def board(request: HttpRequest) -> HttpResponse:
    may_manage = signed_in(request).may(Permission.MANAGE_ROOMS)
    context = shown(request) | {"as_of": timezone.now(), "may_manage": may_manage}
    return render(request, "cleanrooms/board.html", context)


@require_safe
@facility_people_only
@renewed
def now(request: HttpRequest) -> HttpResponse:
    """The part of the board that changes; asked for every five seconds, 304 when it is the same."""
    return render(request, "cleanrooms/board_now.html", shown(request))


def shown(request: HttpRequest) -> dict[str, Any]:
    """`?state=` leaves other rooms out, `?room=` opens one beside the plan, `?view=list` lists."""
    rooms = list(Room.objects.select_related("state_by"))
    user = signed_in(request)
    inside, alarms = occupants_by_room(user), alarms_by_room(user)
    state = request.GET.get("state", "")
    asked = request.GET.get("room", "").upper()
    tiles = [
        Tile(room, inside.get(room.pk, []), is_left_out(room, state), alarms.get(room.pk, []))
        for room in rooms
    ]
    suites = by_suite(tiles)
    return {
        "suites": suites,
        "building": building(suites),
        "cleanrooms": sum(room.kind == RoomKind.CLEANROOM for room in rooms),
        "counts": state_counts(rooms),
        "state": state,
        "selected": next((tile for tile in tiles if tile.room.code.upper() == asked), None),
        "latest": latest(rooms, CHANGES),
    }


def is_left_out(room: Room, state: str) -> bool:
    """The filter is about cleanrooms: those in another state and the laboratories step back."""
    return state in RoomState and (room.state != state or room.kind != RoomKind.CLEANROOM)
