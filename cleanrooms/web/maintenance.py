"""Pages that take a device into maintenance, and say what it needs."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from cleanrooms.commands.maintenance import begin_maintenance, set_needs
from cleanrooms.due import status_page
from cleanrooms.models import Equipment, Maintenance, MaintenanceKind
from cleanrooms.needs import MONTHS, Needs
from cleanrooms.web.equipment import fetch
from cleanrooms.web.status_forms import MaintenanceForm, NeedsForm
from cleanrooms.web.subject import parents
from people.models import User
from people.permissions import Permission
from people.web.deed import Deed, deed_page
from people.web.facility_only import facility_people_only


@require_http_methods(["GET", "POST"])
@facility_people_only
def equipment_maintenance(request: HttpRequest, code: str) -> HttpResponse:
    """Takes it out of use from now on."""
    device = fetch(code)

    def act(typed: dict[str, Any], by: User, at: datetime) -> Maintenance:
        return begin_maintenance.once(
            typed["command_id"], equipment=device, kind=MaintenanceKind(typed["kind"]),
            note=typed["note"], by=by, at=at,
        )  # fmt: skip

    deed = Deed(
        permission=Permission.MANAGE_ROOMS, title=_("Begin maintenance"), button=_("Begin it"),
        form=MaintenanceForm, act=act, back=status_page(device), parents=parents(device),
        note=_("From now on %(code)s is out of use, until what was done is recorded and released.")
        % {"code": device}, done=_("The device is in maintenance."),
    )  # fmt: skip
    return deed_page(request, deed)


@require_http_methods(["GET", "POST"])
@facility_people_only
def equipment_needs(request: HttpRequest, code: str) -> HttpResponse:
    """What this one device needs, other than its kind."""
    device = fetch(code)

    def act(typed: dict[str, Any], by: User, at: datetime) -> Equipment:
        needs = Needs(
            qualifications=tuple(typed["qualifications"]), **{name: typed[name] for name in MONTHS}
        )
        return set_needs.once(
            typed["command_id"], equipment=device, needs=needs, reason=typed["reason"], by=by,
            at=at,
        )  # fmt: skip

    deed = Deed(
        permission=Permission.MANAGE_ROOMS, title=_("Change what it needs"), button=_("Change it"),
        form=NeedsForm, act=act, back=status_page(device), record=device, note=device.code,
        done=_("What it needs is changed."), parents=parents(device),
        initial={name: getattr(device, name) for name in ("qualifications", *MONTHS)},
    )  # fmt: skip
    return deed_page(request, deed)
