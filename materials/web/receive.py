"""Receiving a delivery of a material."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from materials.commands.receipt import receive_lot
from materials.delivery import Delivery
from materials.models import ApprovedSource, Lot, Material
from materials.web.fetch import fetch_material
from materials.web.lot_forms import DAMAGED, ReceiptForm
from people.models import User
from people.permissions import Permission
from people.web.deed import Deed, deed_page
from people.web.needs import needs

NAMES = {field.name for field in fields(Delivery)}


@require_http_methods(["GET", "POST"])
@needs(Permission.RECEIVE_MATERIAL)
def lot_receive(request: HttpRequest, code: str) -> HttpResponse:
    """What came is checked against its order and goes into quarantine; `?order=` chooses one."""
    material = fetch_material(request, code)
    sources = ApprovedSource.objects.valid(timezone.now()).filter(material=material)
    deed = Deed(
        permission=Permission.RECEIVE_MATERIAL, title=_("Receive a delivery"),
        button=_("Put it into quarantine"), form=ReceiptForm,
        act=lambda typed, by, at: receive(material, typed, by, at),
        back=reverse("material", args=[material.code]),
        done=_("The delivery is received and in quarantine."),
        note=f"{material.code}, {material.name}",
        parents=(
            (_("Materials"), reverse("material-list")),
            (material.code, reverse("material", args=[material.code])),
        ),
        initial=begun(request, list(sources)),
        given={
            "sources": sources.select_related("material", "supplier"),
            "material": material,
        },
    )  # fmt: skip
    return deed_page(request, deed)


def begun(request: HttpRequest, sources: list[ApprovedSource]) -> dict[str, Any]:
    """With the order that the page was opened for, and the only source there is."""
    initial: dict[str, Any] = {"order": request.GET.get("order", "")}
    return {**initial, "source": sources[0]} if len(sources) == 1 else initial


def receive(material: Material, typed: dict[str, Any], by: User, at: datetime) -> Lot:
    stated = {name: value for name, value in typed.items() if name in NAMES}
    delivery = Delivery(**{**stated, "is_damaged": typed["is_damaged"] == DAMAGED})
    return receive_lot.once(typed["command_id"], material=material, delivery=delivery, by=by, at=at)
