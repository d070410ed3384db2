"""Blackouts and recurring maintenance."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from bookings.commands.blackouts import (
    Recurrence,
    end_maintenance,
    lay_blackout,
    lift_blackout,
    plan_maintenance,
)
from bookings.models import Blackout, BlackoutKind, Frequency, MaintenancePlan
from bookings.to_plan import due_without_blackout
from bookings.web.forms import BlackoutForm, MaintenanceForm, WhyForm
from people.models import User
from people.permissions import Permission
from people.web.deed import Deed, deed_page
from people.web.facility_only import facility_people_only
from people.web.needs import needs, signed_in

MANAGE = Permission.MANAGE_BOOKINGS
SHOWN = 100


@require_safe
@needs(Permission.VIEW_BOOKINGS)
@facility_people_only
def blackout_list(request: HttpRequest) -> HttpResponse:
    """What lies ahead, what comes again, and what falls due with no time kept for it."""
    now = timezone.now()
    ahead = Blackout.objects.filter(ends_at__gt=now, lifted_at__isnull=True)
    context = {
        "blackouts": ahead.select_related("room", "equipment", "plan", "laid_by", "slot")[:SHOWN],
        "plans": MaintenancePlan.objects.filter(ended_at__isnull=True).select_related(
            "room", "equipment", "made_by"
        ),
        "dues": due_without_blackout(now),
        "may_manage": signed_in(request).may(MANAGE),
        "tab": "blackouts",
    }
    return render(request, "bookings/blackouts.html", context)


@require_http_methods(["GET", "POST"])
@needs(MANAGE)
def blackout_new(request: HttpRequest) -> HttpResponse:
    def act(typed: dict[str, Any], by: User, at: datetime) -> Blackout:
        return lay_blackout.once(
            typed["command_id"], resource=typed["of"], kind=BlackoutKind(typed["kind"]),
            note=typed["note"], begins_at=typed["begins_at"], ends_at=typed["ends_at"], by=by,
            at=at,
        )  # fmt: skip

    deed = Deed(
        permission=MANAGE, title=_("New blackout"), button=_("Keep it free"), form=BlackoutForm,
        act=act, back=reverse("blackouts"), done=_("Nothing is booked there in this time."),
        parents=parents(), initial={"of": request.GET.get("of", "")},
    )  # fmt: skip
    return deed_page(request, deed)


@require_http_methods(["GET", "POST"])
@needs(MANAGE)
def blackout_lift(request: HttpRequest, pk: UUID) -> HttpResponse:
    blackout = get_object_or_404(Blackout.objects.select_related("room", "equipment"), pk=pk)

    def act(typed: dict[str, Any], by: User, at: datetime) -> Blackout:
        return lift_blackout.once(
            typed["command_id"], blackout=blackout, reason=typed["reason"], by=by, at=at
        )

    deed = Deed(
        permission=MANAGE, title=_("Lift the blackout"), button=_("Lift it"), form=WhyForm,
        act=act, back=reverse("blackouts"), done=_("It is to be had again."), record=blackout,
        ends=True, note=str(blackout), parents=parents(),
    )  # fmt: skip
    return deed_page(request, deed)


@require_http_methods(["GET", "POST"])
@needs(MANAGE)
def maintenance_plan_new(request: HttpRequest) -> HttpResponse:
    def act(typed: dict[str, Any], by: User, at: datetime) -> MaintenancePlan:
        recurrence = Recurrence(
            note=typed["note"], frequency=Frequency(typed["frequency"]), every=typed["every"],
            first_at=typed["first_at"], minutes=typed["minutes"], last_on=typed["last_on"],
        )  # fmt: skip
        return plan_maintenance.once(
            typed["command_id"], resource=typed["of"], recurrence=recurrence, by=by, at=at
        )

    deed = Deed(
        permission=MANAGE, title=_("New recurring maintenance"), button=_("Plan it"),
        form=MaintenanceForm, act=act, back=reverse("blackouts"),
        done=_("It is planned; its times are kept free 13 weeks ahead."), parents=parents(),
        initial={"of": request.GET.get("of", ""), "every": 1},
    )  # fmt: skip
    return deed_page(request, deed)


@require_http_methods(["GET", "POST"])
@needs(MANAGE)
def maintenance_plan_end(request: HttpRequest, pk: UUID) -> HttpResponse:
    plan = get_object_or_404(MaintenancePlan.objects.select_related("room", "equipment"), pk=pk)

    def act(typed: dict[str, Any], by: User, at: datetime) -> MaintenancePlan:
        return end_maintenance.once(
            typed["command_id"], plan=plan, reason=typed["reason"], by=by, at=at
        )

    deed = Deed(
        permission=MANAGE, title=_("End the recurring maintenance"), button=_("End it"),
        form=WhyForm, act=act, back=reverse("blackouts"), done=_("It comes no more."), record=plan,
        ends=True, note=str(plan), parents=parents(),
    )  # fmt: skip
    return deed_page(request, deed)


def parents() -> tuple[tuple[Any, str], ...]:
    return ((_("Bookings"), reverse("booking-list")), (_("Blackouts"), reverse("blackouts")))
