"""The use log of a device, on the tablet beside it."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cleanrooms.commands.equipment_use import begin_use, end_use
from cleanrooms.gates.status import status_blockers
from cleanrooms.models import Equipment, EquipmentUse
from cleanrooms.web.equipment import fetch
from cleanrooms.web.status_forms import BeginUseForm, EndUseForm
from integrity.web.queued import kept_offline
from people.permissions import Permission
from people.web.devices import for_tablets
from people.web.facility_only import facility_people_only
from people.web.needs import signed_in

SHOWN = 10


@require_http_methods(["GET", "POST"])
@facility_people_only
@for_tablets
@kept_offline
def equipment_use(request: HttpRequest, code: str) -> HttpResponse:
    """Who uses the device for what; POST begins a use."""
    device = fetch(code)
    form = BeginUseForm(request.POST or None, initial=fresh(device))
    if request.method == "POST" and form.is_valid() and began(request, device, form):
        return redirect("equipment-use", device.code)
    return show(request, device, form)


@require_POST
@facility_people_only
@for_tablets
def equipment_use_end(request: HttpRequest, code: str, pk: UUID) -> HttpResponse:
    """Ends one use; whoever logs use may, since who began it may have gone."""
    device = fetch(code)
    use = get_object_or_404(device.uses.select_related("equipment", "lot"), pk=pk)
    form, at = EndUseForm(request.POST), timezone.now()
    done = ended_by(form, use, request, at) if form.is_valid() else None
    if done is None:
        return show(request, fetch(code), ending=(use.pk, form))
    said = _("The use of %(code)s has ended: %(what)s.") % {"code": device, "what": use.what}
    messages.success(request, said, extra_tags=f"draft:use-end:{use.pk}")
    return redirect("equipment-use", device.code)


def ended_by(
    form: EndUseForm, use: EquipmentUse, request: HttpRequest, at: datetime
) -> EquipmentUse | None:
    return form.tried(
        lambda: end_use.once(
            form.cleaned_data["command_id"], use=form.seen(use), by=signed_in(request), at=at,
            happened_at=form.happened_at(at),
        )
    )  # fmt: skip


def began(request: HttpRequest, device: Equipment, form: BeginUseForm) -> bool:
    typed, at = form.cleaned_data, timezone.now()
    done = form.tried(
        lambda: begin_use.once(
            typed["command_id"], equipment=form.seen(device), lot=typed["lot"],
            purpose=typed["purpose"], by=signed_in(request), at=at,
            happened_at=form.happened_at(at),
        )
    )  # fmt: skip
    if done is None:
        return False
    said = _("The use of %(code)s has begun: %(what)s.") % {"code": device, "what": done.what}
    messages.success(request, said, extra_tags=f"draft:use:{device.code}")
    return True


def show(
    request: HttpRequest,
    device: Equipment,
    form: BeginUseForm | None = None,
    ending: tuple[UUID, EndUseForm] | None = None,
) -> HttpResponse:
    user, uses = signed_in(request), EquipmentUse.objects.filter(equipment=device)
    running = list(uses.running().select_related("lot", "began_by"))
    failed = dict([ending]) if ending else {}
    context: dict[str, Any] = {
        "equipment": device,
        "form": form or BeginUseForm(initial=fresh(device)),
        "running": [(use, failed.get(use.pk) or ended(use)) for use in running],
        "past": uses.exclude(ended_at=None).select_related("lot", "began_by", "ended_by")[:SHOWN],
        "blockers": status_blockers(device, by=user, at=timezone.now()),
        "may_use": user.may(Permission.USE_EQUIPMENT),
    }
    is_free = (device.kind_of.is_shared or not running) and not context["blockers"]
    context["begins"] = is_free or context["form"].is_bound  # nothing typed is lost
    late = [] if ending is None or ending[0] in {use.pk for use in running} else [ending[1]]
    context["late"] = late
    shown = (form or BeginUseForm()).status if ending is None else ending[1].status
    return render(request, "cleanrooms/equipment_use.html", context, status=shown)


def fresh(record: Equipment | EquipmentUse) -> dict[str, Any]:
    return {"command_id": uuid.uuid4(), "version": record.version}


def ended(use: EquipmentUse) -> EndUseForm:
    return EndUseForm(initial=fresh(use), auto_id=f"end-{use.pk}-%s")
