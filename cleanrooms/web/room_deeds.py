"""Pages that put a room on the plan and change what it is."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from cleanrooms.commands.rooms import alter_room, register_room
from cleanrooms.models import Containment, Grade, Room, RoomKind
from cleanrooms.room_details import Place, RoomDetails
from cleanrooms.web.room_forms import AlterRoomForm, RoomForm
from people.models import User
from people.permissions import Permission
from people.web.deed import Deed, deed_page
from people.web.facility_only import facility_people_only

PLACE = ("x", "y", "width", "height", "corners")
LIMITS = ("most_persons", "clean_up_minutes", "clean_hold_hours", "requalification_months")
NAMES = ("name", "suite", "kind", "grade", "containment", *LIMITS, *PLACE)


@require_http_methods(["GET", "POST"])
@facility_people_only
def room_new(request: HttpRequest) -> HttpResponse:
    """Puts a room on the plan."""

    def act(typed: dict[str, Any], by: User, at: datetime) -> Room:
        return register_room.once(
            typed["command_id"], code=typed["code"], details=details_of(typed), by=by, at=at
        )

    deed = Deed(
        permission=Permission.MANAGE_ROOMS, title=_("New room"), button=_("Register it"),
        form=RoomForm, act=act, back=lambda room: room_address(room), parents=parents(),
        done=_("The room is registered. It is out of service until it is declared clean."),
    )  # fmt: skip
    return deed_page(request, deed)


@require_http_methods(["GET", "POST"])
@facility_people_only
def room_alter(request: HttpRequest, code: str) -> HttpResponse:
    """Changes what a room is, or where it is drawn."""
    room = fetch_room(code)

    def act(typed: dict[str, Any], by: User, at: datetime) -> Room:
        return alter_room.once(
            typed["command_id"], room=room, details=details_of(typed), reason=typed["reason"],
            by=by, at=at,
        )  # fmt: skip

    deed = Deed(
        permission=Permission.MANAGE_ROOMS, title=_("Change the room"),
        button=_("Change the room"), form=AlterRoomForm, act=act, back=room_address(room),
        done=_("The room is changed."), record=room, note=room.code, parents=parents(room),
        initial={name: getattr(room, name) for name in NAMES},
    )  # fmt: skip
    return deed_page(request, deed)


def fetch_room(code: str) -> Room:
    return get_object_or_404(Room.objects.select_related("state_by"), code__iexact=code)


def room_address(room: Room) -> str:
    return reverse("room", args=[room.code])


def parents(room: Room | None = None) -> tuple[tuple[Any, str], ...]:
    above = ((_("Facility board"), reverse("board")),)
    return (*above, (room.code, room_address(room))) if room else above


def details_of(typed: dict[str, Any]) -> RoomDetails:
    return RoomDetails(
        name=typed["name"], suite=typed["suite"], kind=RoomKind(typed["kind"]),
        grade=Grade(typed["grade"]), containment=Containment(typed["containment"]),
        place=Place(**{name: typed[name] for name in PLACE}),
        **{name: typed[name] for name in LIMITS},
    )  # fmt: skip
