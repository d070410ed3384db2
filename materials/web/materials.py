"""Materials: the list, one of them, a new one, altering one."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from materials.commands.materials import alter_material, register_material
from materials.details import Details
from materials.models import Lot, Material, MaterialKind, OrderLine
from materials.queries import in_stock, usable
from materials.specification import specification_of
from materials.web.fetch import fetch_material
from materials.web.material_forms import AlterMaterialForm, MaterialForm
from people.models import User
from people.models.qualification import day_of
from people.permissions import Permission
from people.web.deed import Deed, deed_page
from people.web.needs import needs, signed_in

ROWS = 50
LOTS = 20
NAMES = tuple(field.name for field in fields(Details))


@require_safe
@needs(Permission.VIEW_MATERIALS)
def material_list(request: HttpRequest) -> HttpResponse:
    """All that this person may see, by code; filtered by kind and by words."""
    user = signed_in(request)
    kind, words = request.GET.get("kind", ""), request.GET.get("words", "").strip()
    materials = Material.objects.visible_to(user)
    if kind in MaterialKind:
        materials = materials.filter(kind=kind)
    if words:
        materials = materials.filter(name__icontains=words) | materials.filter(
            code__icontains=words
        )
    context = {
        "page": Paginator(materials, ROWS).get_page(request.GET.get("page")),
        "kind": kind,
        "words": words,
        "kinds": MaterialKind,
        "may_manage": user.may(Permission.MANAGE_MATERIALS),
        "tab": "materials",
    }
    return render(request, "materials/material_list.html", context)


@require_safe
@needs(Permission.VIEW_MATERIALS)
def material_page(request: HttpRequest, code: str) -> HttpResponse:
    """What holds for its lots, who may deliver it, what is on its way and in stock."""
    material, user, now = fetch_material(request, code), signed_in(request), timezone.now()
    lots = Lot.objects.visible_to(user).filter(material=material)
    own = user.is_of_facility
    context = {
        "material": material,
        "sources": material.sources.select_related("supplier") if own else [],
        "lines": on_its_way(material) if own else [],
        "specification": specification_of(material) if own else None,
        "lots": in_stock(lots, now).select_related("material", "product", "owner")[:LOTS],
        "first": usable(material, now)[:5] if own else [],
        "today": day_of(now),
        "may_manage": user.may(Permission.MANAGE_MATERIALS),
        "may_receive": user.may(Permission.RECEIVE_MATERIAL),
        "may_use": user.may(Permission.USE_MATERIAL),
    }
    return render(request, "materials/material.html", context)


def on_its_way(material: Material) -> list[OrderLine]:
    """The lines of open orders of which something is to come."""
    lines = OrderLine.objects.with_received().filter(
        source__material=material, order__closed_at__isnull=True
    )
    found = lines.select_related("order__supplier", "source__material").order_by(
        "order__ordered_at"
    )
    return [line for line in found if line.outstanding]


@require_http_methods(["GET", "POST"])
def material_new(request: HttpRequest) -> HttpResponse:
    """Makes a material known."""
    deed = Deed(
        permission=Permission.MANAGE_MATERIALS, title=_("New material"),
        button=_("Register it"), form=MaterialForm, act=register,
        back=reverse("material-list"), done=_("The material is registered."),
        parents=((_("Materials"), reverse("material-list")),),
    )  # fmt: skip
    return deed_page(request, deed)


def register(typed: dict[str, Any], by: User, at: datetime) -> Material:
    return register_material.once(
        typed["command_id"], code=typed["code"], kind=MaterialKind(typed["kind"]),
        unit=typed["unit"], details=details_of(typed), by=by, at=at,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@needs(Permission.MANAGE_MATERIALS)
def material_alter(request: HttpRequest, code: str) -> HttpResponse:
    """Changes what holds for its lots from now on."""
    material = fetch_material(request, code)
    page = reverse("material", args=[material.code])

    def act(typed: dict[str, Any], by: User, at: datetime) -> Material:
        return alter_material.once(
            typed["command_id"], material=material, details=details_of(typed),
            reason=typed["reason"], by=by, at=at,
        )  # fmt: skip

    deed = Deed(
        permission=Permission.MANAGE_MATERIALS, title=_("Change the material"),
        button=_("Change the material"), form=AlterMaterialForm, act=act, back=page,
        done=_("The material is changed."), record=material, note=material.code,
        initial={name: getattr(material, name) for name in NAMES},
        parents=((_("Materials"), reverse("material-list")), (material.code, page)),
    )  # fmt: skip
    return deed_page(request, deed)


def details_of(typed: dict[str, Any]) -> Details:
    return Details(**{name: typed[name] for name in NAMES})
