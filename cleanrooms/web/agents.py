"""Disinfectants, and their turns in a room."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from cleanrooms.commands.disinfectants import Agent, define_disinfectant, set_rotation
from cleanrooms.models import Disinfectant, Rotation
from cleanrooms.web.room_deeds import fetch_room, parents, room_address
from cleanrooms.web.rule_forms import AgentForm, RotationForm
from cleanrooms.web.rules import above
from people.models import User
from people.permissions import Permission
from people.web.deed import Deed, deed_page
from people.web.facility_only import facility_people_only

NAMES = ("name", "material", "contact_minutes", "is_sporicidal")


@require_http_methods(["GET", "POST"])
@facility_people_only
def disinfectant_new(request: HttpRequest) -> HttpResponse:
    """An agent that rooms are cleaned with."""

    def act(typed: dict[str, Any], by: User, at: datetime) -> Disinfectant:
        return define_disinfectant.once(
            typed["command_id"], code=typed["code"],
            agent=Agent(**{name: typed[name] for name in NAMES}), by=by, at=at,
        )  # fmt: skip

    deed = Deed(
        permission=Permission.MANAGE_ROOMS, title=_("New disinfectant"), button=_("Define it"),
        form=AgentForm, act=act, back=reverse("room-rules"), parents=above(),
        done=_("The disinfectant is defined."),
    )  # fmt: skip
    return deed_page(request, deed)


@require_http_methods(["GET", "POST"])
@facility_people_only
def rotation_set(request: HttpRequest, code: str) -> HttpResponse:
    """Which agent follows which in a room."""
    room = fetch_room(code)
    rotation = Rotation.objects.filter(room=room).first()

    def act(typed: dict[str, Any], by: User, at: datetime) -> Rotation:
        return set_rotation.once(
            typed["command_id"], room=room, cycle=typed["cycle"], reason=typed["reason"], by=by,
            at=at,
        )  # fmt: skip

    deed = Deed(
        permission=Permission.MANAGE_ROOMS, title=_("Turns of disinfectants"),
        button=_("Set the turns"), form=RotationForm, act=act, back=room_address(room),
        done=_("The turns are set."), note=room.code, parents=parents(room),
        initial={"cycle": rotation.cycle if rotation else []},
    )  # fmt: skip
    return deed_page(request, deed)
