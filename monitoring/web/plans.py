"""Sampling plans."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from cleanrooms.models import Room
from monitoring.commands.plans import PlanDetails, alter_plan, define_plan, end_plan
from monitoring.models import Occupancy, Purpose, SamplingPlan
from monitoring.plans_due import with_due
from monitoring.web.forms import AlterPlanForm, EndForm, PlanForm
from people.models import User
from people.permissions import Permission
from people.web.deed import Deed, deed_page
from people.web.facility_only import facility_people_only
from people.web.needs import needs, signed_in

VIEW, MANAGE = Permission.VIEW_MONITORING, Permission.MANAGE_MONITORING


@require_safe
@needs(VIEW)
@facility_people_only
def plan_list(request: HttpRequest) -> HttpResponse:
    context = {
        "plans": with_due(),
        "rooms": Room.objects.filter(sites__isnull=False).distinct(),
        "may_manage": signed_in(request).may(MANAGE),
        "tab": "plans",
    }
    return render(request, "monitoring/plans.html", context)


@require_http_methods(["GET", "POST"])
@needs(MANAGE)
@facility_people_only
def plan_new(request: HttpRequest, room: str) -> HttpResponse:
    where = get_object_or_404(Room, code__iexact=room)

    def act(typed: dict[str, Any], by: User, at: datetime) -> SamplingPlan:
        return define_plan.once(
            typed["command_id"], room=where, code=typed["code"],
            occupancy=Occupancy(typed["occupancy"]), purpose=Purpose(typed["purpose"]),
            details=details_of(typed), steps=typed["steps"], by=by, at=at,
        )  # fmt: skip

    deed = Deed(
        permission=MANAGE, title=_("New sampling plan"), button=_("Define it"), form=PlanForm,
        act=act, back=reverse("sampling-plans"), done=_("The plan is defined."), note=where.code,
        parents=parents(), given={"room": where},
    )  # fmt: skip
    return deed_page(request, deed)


@require_http_methods(["GET", "POST"])
@needs(MANAGE)
@facility_people_only
def plan_alter(request: HttpRequest, code: str) -> HttpResponse:
    plan = fetch(code)

    def act(typed: dict[str, Any], by: User, at: datetime) -> SamplingPlan:
        return alter_plan.once(
            typed["command_id"], plan=plan, details=details_of(typed), reason=typed["reason"],
            by=by, at=at,
        )  # fmt: skip

    chosen = plan.places.filter(removed_at__isnull=True).values_list("site", flat=True)
    deed = Deed(
        permission=MANAGE, title=_("Change the plan"), button=_("Change the plan"),
        form=AlterPlanForm, act=act, back=reverse("sampling-plans"), record=plan,
        done=_("The plan is changed."), note=plan.code, parents=parents(),
        given={"room": plan.room},
        initial={"name": plan.name, "every_days": plan.every_days, "sites": list(chosen)},
    )  # fmt: skip
    return deed_page(request, deed)


@require_http_methods(["GET", "POST"])
@needs(MANAGE)
@facility_people_only
def plan_end(request: HttpRequest, code: str) -> HttpResponse:
    plan = fetch(code)

    def act(typed: dict[str, Any], by: User, at: datetime) -> SamplingPlan:
        return end_plan.once(typed["command_id"], plan=plan, reason=typed["reason"], by=by, at=at)

    deed = Deed(
        permission=MANAGE, title=_("End the plan"), button=_("End the plan"), form=EndForm, act=act,
        back=reverse("sampling-plans"), done=_("The plan is ended."), record=plan, ends=True,
        note=f"{plan.code} {plan.name}", parents=parents(),
    )  # fmt: skip
    return deed_page(request, deed)


def fetch(code: str) -> SamplingPlan:
    return get_object_or_404(SamplingPlan.objects.select_related("room"), code__iexact=code)


def details_of(typed: dict[str, Any]) -> PlanDetails:
    return PlanDetails(
        name=typed["name"], every_days=typed["every_days"], sites=tuple(typed["sites"])
    )


def parents() -> tuple[tuple[Any, str], ...]:
    return ((_("Sampling plans"), reverse("sampling-plans")),)
