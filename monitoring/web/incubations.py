"""Into the incubator, and out of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from monitoring.commands.incubations import begin_incubation, end_incubation
from monitoring.models import Incubation
from monitoring.seen import round_page as address
from monitoring.web.forms import IncubateForm, TakeOutForm
from monitoring.web.rounds import fetch, parents
from people.models import User
from people.permissions import Permission
from people.web.deed import Deed, deed_page
from people.web.facility_only import facility_people_only
from people.web.needs import needs

COUNT = Permission.COUNT_PLATES


@require_http_methods(["GET", "POST"])
@needs(COUNT)
@facility_people_only
def incubate(request: HttpRequest, number: int, step: int) -> HttpResponse:
    around = fetch(number)
    planned = get_object_or_404(around.plan.steps, place=step)

    def act(typed: dict[str, Any], by: User, at: datetime) -> Incubation:
        return begin_incubation.once(
            typed["command_id"], around=around, step=planned, incubator=typed["incubator"],
            celsius=typed["celsius"], reason=typed["reason"], by=by, at=at,
        )  # fmt: skip

    deed = Deed(
        permission=COUNT, title=_("Incubate the plates"), button=_("Plates are in"),
        form=IncubateForm, act=act, back=address(around), done=_("The plates are incubated."),
        note=_("Planned: %(step)s") % {"step": planned}, parents=parents(around),
    )  # fmt: skip
    return deed_page(request, deed)


@require_http_methods(["GET", "POST"])
@needs(COUNT)
@facility_people_only
def take_out(request: HttpRequest, number: int, step: int) -> HttpResponse:
    around = fetch(number)
    incubation = get_object_or_404(
        around.incubations.select_related("step", "round", "incubator"), step__place=step
    )

    def act(typed: dict[str, Any], by: User, at: datetime) -> Incubation:
        return end_incubation.once(
            typed["command_id"], incubation=incubation, celsius=typed["celsius"],
            reason=typed["reason"], by=by, at=at,
        )  # fmt: skip

    deed = Deed(
        permission=COUNT, title=_("Take the plates out"), button=_("Plates are out"),
        form=TakeOutForm, act=act, back=address(around), done=_("This step is ended."),
        note=_("%(incubator)s, planned: %(step)s")
        % {"incubator": incubation.incubator, "step": incubation.step}, parents=parents(around),
    )  # fmt: skip
    return deed_page(request, deed)
