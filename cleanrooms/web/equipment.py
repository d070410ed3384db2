"""The register of equipment: the list, one device, a new one, altering one, its end."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from cleanrooms.commands.equipment import (
    alter_equipment,
    register_equipment,
    take_out_of_service,
)
from cleanrooms.equipment_details import EquipmentDetails
from cleanrooms.models import Equipment, EquipmentKind, Room
from cleanrooms.web.equipment_forms import AlterEquipmentForm, EndEquipmentForm, EquipmentForm
from people.models import User
from people.permissions import Permission
from people.web.deed import Deed, deed_page
from people.web.facility_only import facility_people_only
from people.web.needs import signed_in

ROWS = 50
NAMES = tuple(field.name for field in fields(EquipmentDetails))


@require_safe
@facility_people_only
def equipment_list(request: HttpRequest) -> HttpResponse:
    """All devices by code; filtered by room, kind and words."""
    asked = {name: request.GET.get(name, "").strip() for name in ("room", "kind", "words")}
    found = Equipment.objects.select_related("room")
    if asked["room"]:
        found = found.filter(room__code__iexact=asked["room"])
    if asked["kind"] in EquipmentKind:
        found = found.filter(kind=asked["kind"])
    if words := asked["words"]:
        found = found.filter(name__icontains=words) | found.filter(code__icontains=words)
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    valid = Equipment.objects.valid_at(timezone.now()).filter(pk__in=[one.pk for one in page])
    context = {
        "page": page,
        "valid": set(valid.values_list("pk", flat=True)),
        "rooms": Room.objects.all(),
        "kinds": EquipmentKind,
        "may_manage": signed_in(request).may(Permission.MANAGE_ROOMS),
        "asked": asked,
    }
    return render(request, "cleanrooms/equipment_list.html", context)


@require_safe
@facility_people_only
def equipment_page(request: HttpRequest, code: str) -> HttpResponse:
    """One device: what it is, where it stands, its files and its trail."""
    user, device = signed_in(request), fetch(code)
    context = {
        "equipment": device, "may_manage": user.may(Permission.MANAGE_ROOMS),
        "may_ask": user.may(Permission.VIEW_EXPOSURES),
        "is_valid": Equipment.objects.valid_at(timezone.now()).filter(pk=device.pk).exists(),
    }  # fmt: skip
    return render(request, "cleanrooms/equipment.html", context)


@require_http_methods(["GET", "POST"])
@facility_people_only
def equipment_new(request: HttpRequest) -> HttpResponse:
    """Makes a device known."""

    def act(typed: dict[str, Any], by: User, at: datetime) -> Equipment:
        return register_equipment.once(
            typed["command_id"], code=typed["code"], details=details_of(typed), by=by, at=at
        )

    deed = Deed(
        permission=Permission.MANAGE_ROOMS, title=_("New equipment"), button=_("Register it"),
        form=EquipmentForm, act=act, back=reverse("equipment-list"),
        done=_("The device is registered."), parents=parents(),
    )  # fmt: skip
    return deed_page(request, deed)


@require_http_methods(["GET", "POST"])
@facility_people_only
def equipment_alter(request: HttpRequest, code: str) -> HttpResponse:
    """Changes what is known of it, or where it stands."""
    equipment = fetch(code)

    def act(typed: dict[str, Any], by: User, at: datetime) -> Equipment:
        return alter_equipment.once(
            typed["command_id"], equipment=equipment, details=details_of(typed),
            reason=typed["reason"], by=by, at=at,
        )  # fmt: skip

    deed = Deed(
        permission=Permission.MANAGE_ROOMS, title=_("Change the device"),
        button=_("Change the device"), form=AlterEquipmentForm, act=act, back=page(equipment),
        done=_("The device is changed."), record=equipment, note=equipment.code,
        initial={name: getattr(equipment, name) for name in NAMES}, parents=parents(equipment),
    )  # fmt: skip
    return deed_page(request, deed)


@require_http_methods(["GET", "POST"])
@facility_people_only
def equipment_end(request: HttpRequest, code: str) -> HttpResponse:
    """Takes it out of service for good."""
    equipment = fetch(code)

    def act(typed: dict[str, Any], by: User, at: datetime) -> Equipment:
        return take_out_of_service.once(
            typed["command_id"], equipment=equipment, reason=typed["reason"], by=by, at=at
        )

    deed = Deed(
        permission=Permission.MANAGE_ROOMS, title=_("Take out of service"),
        button=_("Take out of service"), form=EndEquipmentForm, act=act, back=page(equipment),
        done=_("The device is out of service."), record=equipment, ends=True,
        note=f"{equipment.code} {equipment.name}", parents=parents(equipment),
    )  # fmt: skip
    return deed_page(request, deed)


def fetch(code: str) -> Equipment:
    found = Equipment.objects.select_related("room", "out_of_service_by")
    return get_object_or_404(found, code__iexact=code)


def page(equipment: Equipment) -> str:
    return reverse("equipment", args=[equipment.code])


def parents(equipment: Equipment | None = None) -> tuple[tuple[Any, str], ...]:
    above = ((_("Facility board"), reverse("board")), (_("Equipment"), reverse("equipment-list")))
    return (*above, (equipment.code, page(equipment))) if equipment else above


def details_of(typed: dict[str, Any]) -> EquipmentDetails:
    named = {name: typed[name] for name in NAMES}
    return EquipmentDetails(**named | {"kind": EquipmentKind(typed["kind"])})
