"""One container: what is in it, what was taken out and why, what may be done with it now."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from integrity.web.forms import CommandForm
from materials.amounts import amount_of
from materials.commands.reservations import end_reservation
from materials.commands.stock import account_for_issue
from materials.gates import use_blockers
from materials.genealogy import holds_on
from materials.models import Issue, MovementKind, Reservation
from materials.web.container_deeds import of
from materials.web.container_forms import OutcomeForm
from materials.web.fetch import fetch_container
from people.models import User
from people.permissions import Permission
from people.web.deed import deed_page
from people.web.needs import needs, signed_in

MOVEMENTS = 100


@require_safe
@needs(Permission.VIEW_MATERIALS)
def container_page(request: HttpRequest, code: str) -> HttpResponse:
    """Shows a container with its ledger, newest first."""
    container, user = fetch_container(request, code), signed_in(request)
    movements = container.movements.select_related("moved_by")[:MOVEMENTS]
    asked = min(container.remaining, Decimal(1)) or Decimal(1)
    context = {
        "container": container,
        "lot": container.lot,
        "unit": container.lot.measured_in,
        "movements": movements,
        "issues": container.issues.filter(outstanding__gt=0).select_related("issued_by"),
        "reservations": container.reservations.filter(ended_at__isnull=True),
        "holds": holds_on(container),
        "blockers": use_blockers(container, quantity=asked, at=timezone.now()),
        "may_use": user.may(Permission.USE_MATERIAL),
        "may_hold": user.may(Permission.PLACE_HOLD),
        "may_count": user.may(Permission.COUNT_STOCK),
    }
    return render(request, "materials/container.html", context)


@require_http_methods(["GET", "POST"])
@needs(Permission.USE_MATERIAL)
def issue_account(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What became of a part of what was issued."""
    issue = get_object_or_404(Issue.objects.select_related("container__lot__material"), pk=pk)
    container = fetch_container(request, issue.container.code)

    def act(typed: dict[str, Any], by: User, at: datetime) -> Any:
        return account_for_issue.once(
            typed["command_id"], issue=issue, kind=MovementKind(typed["kind"]),
            quantity=typed["quantity"], reason=typed["reason"], by=by, at=at,
        )  # fmt: skip

    note = _("%(outstanding)s of what was issued for “%(purpose)s” is not accounted for.")
    deed = of(
        container, _("Account for what was issued"), _("Record it"), account_for_issue,
        OutcomeForm, amount=True, act=act,
        note=note % {
            "outstanding": amount_of(issue.outstanding, container.lot.measured_in),
            "purpose": issue.purpose,
        },
    )  # fmt: skip
    return deed_page(request, deed)


@require_http_methods(["GET", "POST"])
@needs(Permission.USE_MATERIAL)
def reservation_end(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What was kept for a purpose may be taken for another one."""
    found = Reservation.objects.select_related("container__lot__material")
    reservation = get_object_or_404(found, pk=pk)
    container = fetch_container(request, reservation.container.code)

    def act(typed: dict[str, Any], by: User, at: datetime) -> Any:
        return end_reservation.once(typed["command_id"], reservation=reservation, by=by, at=at)

    deed = of(
        container, _("End the reservation"), _("End it"), end_reservation, CommandForm, act=act,
        note=str(reservation), back=reverse("container", args=[container.code]),
    )  # fmt: skip
    return deed_page(request, deed)
