"""Who may deliver a material, and what is kept of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from materials.commands.reservations import reserve_material
from materials.commands.sources import approve_source, withdraw_source
from materials.models import ApprovedSource, Material
from materials.web.fetch import fetch_material
from materials.web.material_forms import KeepForm, SourceForm
from people.models import User
from people.permissions import Permission
from people.web.deed import Deed, deed_page
from people.web.facility_only import facility_people_only
from people.web.forms import ReasonForm
from people.web.needs import needs


@require_http_methods(["GET", "POST"])
@needs(Permission.MANAGE_MATERIALS)
@facility_people_only
def source_new(request: HttpRequest, code: str) -> HttpResponse:
    """Approves a source of the material."""
    material = fetch_material(request, code)
    return deed_page(
        request, of(material, _("Approve a source"), _("Approve it"), approve_source, SourceForm)
    )


@require_http_methods(["GET", "POST"])
@needs(Permission.MANAGE_MATERIALS)
@facility_people_only
def source_withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Nothing is ordered or received from there any more."""
    found = ApprovedSource.objects.select_related("material", "supplier")
    source = get_object_or_404(found, pk=pk)
    title, button = _("Withdraw the source"), _("Withdraw it")

    def act(typed: dict[str, Any], by: User, at: datetime) -> ApprovedSource:
        return withdraw_source.once(
            typed["command_id"], source=source, reason=typed["reason"], by=by, at=at
        )

    deed = of(
        source.material, title, button, withdraw_source, ReasonForm, act=act, note=str(source),
        ends=True,
    )  # fmt: skip
    return deed_page(request, deed)


@require_http_methods(["GET", "POST"])
@needs(Permission.USE_MATERIAL)
@facility_people_only
def material_keep(request: HttpRequest, code: str) -> HttpResponse:
    """Reserves so much of the material, of what expires first."""
    material = fetch_material(request, code)
    deed = of(
        material, _("Reserve"), _("Reserve it"), reserve_material, KeepForm,
        note=_("What expires first is taken first; in %(unit)s.")
        % {"unit": material.measured_in.symbol},
    )  # fmt: skip
    return deed_page(request, deed)


def of(material: Material, title: Any, button: Any, command: Any, form: Any, **more: Any) -> Deed:
    """The page of a command about a material whose other inputs are typed."""

    def act(typed: dict[str, Any], by: User, at: datetime) -> Any:
        return command.once(typed.pop("command_id"), material=material, **typed, by=by, at=at)

    page = reverse("material", args=[material.code])
    return Deed(**{
        "permission": command.permission, "title": title, "button": button, "form": form,
        "act": act, "back": page, "done": _("Recorded for %(of)s.") % {"of": material},
        "parents": ((_("Materials"), reverse("material-list")), (material.code, page)), **more,
    })  # fmt: skip
