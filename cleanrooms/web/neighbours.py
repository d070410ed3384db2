"""Pages of what lies beside a room, and the pressure between."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from cleanrooms.commands.neighbours import Border, alter_border, join_rooms, part_rooms
from cleanrooms.models import Neighbour, Passage
from cleanrooms.web.room_deeds import fetch_room, parents, room_address
from cleanrooms.web.room_forms import AlterBorderForm, EndForm, NeighbourForm
from people.models import User
from people.permissions import Permission
from people.web.deed import Deed, deed_page
from people.web.facility_only import facility_people_only

MANAGE = Permission.MANAGE_ROOMS


@require_http_methods(["GET", "POST"])
@facility_people_only
def neighbour_new(request: HttpRequest, code: str) -> HttpResponse:
    room = fetch_room(code)

    def act(typed: dict[str, Any], by: User, at: datetime) -> Neighbour:
        return join_rooms.once(
            typed["command_id"], room=room, other=typed["other"], border=border_of(typed), by=by,
            at=at,
        )  # fmt: skip

    deed = Deed(
        permission=MANAGE, title=_("New neighbour"), button=_("Join them"), form=NeighbourForm,
        act=act, back=room_address(room), done=_("The rooms are neighbours."), note=room.code,
        parents=parents(room), given={"room": room},
    )  # fmt: skip
    return deed_page(request, deed)


@require_http_methods(["GET", "POST"])
@facility_people_only
def neighbour_alter(request: HttpRequest, pk: UUID) -> HttpResponse:
    one = fetch_neighbour(pk)

    def act(typed: dict[str, Any], by: User, at: datetime) -> Neighbour:
        return alter_border.once(
            typed["command_id"], neighbour=one, border=border_of(typed), reason=typed["reason"],
            by=by, at=at,
        )  # fmt: skip

    deed = Deed(
        permission=MANAGE, title=_("Change what is between them"), button=_("Change it"),
        form=AlterBorderForm, act=act, back=room_address(one.room), record=one,
        done=_("What is between them is changed."), note=str(one), parents=parents(one.room),
        given={"room": one.room},
        initial={
            "passage": one.passage, "justification": one.justification,
            "least_pa": "" if one.least_pa is None else f"{one.least_pa:f}",
        },
    )  # fmt: skip
    return deed_page(request, deed)


@require_http_methods(["GET", "POST"])
@facility_people_only
def neighbour_end(request: HttpRequest, pk: UUID) -> HttpResponse:
    one = fetch_neighbour(pk)

    def act(typed: dict[str, Any], by: User, at: datetime) -> Neighbour:
        return part_rooms.once(
            typed["command_id"], neighbour=one, reason=typed["reason"], by=by, at=at
        )

    deed = Deed(
        permission=MANAGE, title=_("Part the rooms"), button=_("Part the rooms"), form=EndForm,
        act=act, back=room_address(one.room), record=one, ends=True, note=str(one),
        done=_("The rooms are neighbours no more."), parents=parents(one.room),
    )  # fmt: skip
    return deed_page(request, deed)


def fetch_neighbour(pk: UUID) -> Neighbour:
    return get_object_or_404(Neighbour.objects.select_related("room", "other"), pk=pk)


def border_of(typed: dict[str, Any]) -> Border:
    return Border(
        passage=Passage(typed["passage"]), least_pa=typed["least_pa"],
        justification=typed["justification"],
    )  # fmt: skip
