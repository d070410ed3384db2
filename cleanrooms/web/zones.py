"""Pages of the cleaner parts of a room."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from cleanrooms.commands.zones import ZoneDetails, alter_zone, define_zone, end_zone
from cleanrooms.models import Grade, Zone
from cleanrooms.web.room_deeds import fetch_room, parents, room_address
from cleanrooms.web.room_forms import AlterZoneForm, EndForm, ZoneForm
from people.models import User
from people.permissions import Permission
from people.web.deed import Deed, deed_page
from people.web.facility_only import facility_people_only

MANAGE = Permission.MANAGE_ROOMS


@require_http_methods(["GET", "POST"])
@facility_people_only
def zone_new(request: HttpRequest, code: str) -> HttpResponse:
    room = fetch_room(code)

    def act(typed: dict[str, Any], by: User, at: datetime) -> Zone:
        return define_zone.once(
            typed["command_id"], room=room, code=typed["code"], details=details_of(typed), by=by,
            at=at,
        )  # fmt: skip

    deed = Deed(
        permission=MANAGE, title=_("New zone"), button=_("Define it"), form=ZoneForm, act=act,
        back=room_address(room), done=_("The zone is defined."), note=room.code,
        parents=parents(room), given={"room": room},
    )  # fmt: skip
    return deed_page(request, deed)


@require_http_methods(["GET", "POST"])
@facility_people_only
def zone_alter(request: HttpRequest, pk: UUID) -> HttpResponse:
    zone = fetch_zone(pk)

    def act(typed: dict[str, Any], by: User, at: datetime) -> Zone:
        return alter_zone.once(
            typed["command_id"], zone=zone, details=details_of(typed), reason=typed["reason"],
            by=by, at=at,
        )  # fmt: skip

    deed = Deed(
        permission=MANAGE, title=_("Change the zone"), button=_("Change the zone"),
        form=AlterZoneForm, act=act, back=room_address(zone.room), record=zone,
        done=_("The zone is changed."), note=zone.code, parents=parents(zone.room),
        given={"room": zone.room},
        initial={"name": zone.name, "grade": zone.grade, "equipment": zone.equipment_id},
    )  # fmt: skip
    return deed_page(request, deed)


@require_http_methods(["GET", "POST"])
@facility_people_only
def zone_end(request: HttpRequest, pk: UUID) -> HttpResponse:
    zone = fetch_zone(pk)

    def act(typed: dict[str, Any], by: User, at: datetime) -> Zone:
        return end_zone.once(typed["command_id"], zone=zone, reason=typed["reason"], by=by, at=at)

    deed = Deed(
        permission=MANAGE, title=_("End the zone"), button=_("End the zone"), form=EndForm,
        act=act, back=room_address(zone.room), record=zone, ends=True,
        done=_("The zone is ended."), note=f"{zone.code} {zone.name}", parents=parents(zone.room),
    )  # fmt: skip
    return deed_page(request, deed)


def fetch_zone(pk: UUID) -> Zone:
    return get_object_or_404(Zone.objects.select_related("room", "equipment"), pk=pk)


def details_of(typed: dict[str, Any]) -> ZoneDetails:
    return ZoneDetails(
        name=typed["name"], grade=Grade(typed["grade"]), equipment=typed["equipment"]
    )
