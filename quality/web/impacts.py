"""What deviations mean: for quality assurance record by record, for a sponsor its own alone."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from integrity.models import Signature
from integrity.refusals import NotPermitted
from people.models import User
from people.permissions import Permission
from people.web.deed import Deed, deed_page
from people.web.needs import signed_in
from people.web.signing import SignForm, sign_form
from quality.commands.impacts import assess_impact, conclude_impact
from quality.gates.deviations import conclusion_blockers
from quality.models import Impact, ImpactState
from quality.models.impact import Impacts
from quality.parts.impacts import impact_list_row, impact_parts
from quality.web.deviation_forms import AssessForm
from quality.web.kinds import in_order

ROWS = 50


def visible(request: HttpRequest) -> Impacts:
    """Those that this person may read: with one of two permissions, the facility's or a sponsor's.

    Raises NotPermitted without any.
    """
    user = signed_in(request)
    needed = Permission.VIEW_QUALITY if user.is_of_facility else Permission.VIEW_IMPACTS
    if not user.may(needed):
        raise NotPermitted(user.display_name, needed)
    return Impact.objects.visible_to(user).select_related("deviation", "sponsor")


@require_safe
def impacts(request: HttpRequest) -> HttpResponse:
    """All that this person may read, the newest deviation first."""
    found = visible(request).order_by("-deviation__raised_at", "subject_label")
    state = request.GET.get("state", "")
    if state in ImpactState:
        found = found.filter(state=state)
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    rows = [impact_list_row(one) for one in page]
    kinds = in_order() if signed_in(request).is_of_facility else []
    context = {
        "page": page, "rows": rows, "state": state, "states": ImpactState, "kinds": kinds,
        "tab": "impacts",
    }  # fmt: skip
    return render(request, "quality/impacts.html", context)


@require_safe
def impact(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What a deviation means for one record."""
    return show(request, get_object_or_404(visible(request), pk=pk), status=200)


@require_http_methods(["GET", "POST"])
def assess(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Quality assurance writes what it means."""
    found = get_object_or_404(visible(request), pk=pk)

    def act(typed: dict[str, Any], by: User, at: datetime) -> Impact:
        return assess_impact.once(
            typed["command_id"], impact=found, conclusion=typed["conclusion"],
            assessment=typed["assessment"], by=by, at=at,
        )  # fmt: skip

    page = reverse("impact", args=[found.pk])
    deed = Deed(
        permission=Permission.MANAGE_QUALITY, title=_("Assess the impact"), button=_("Assess it"),
        form=AssessForm, act=act, back=page, done=_("It is assessed."), record=found,
        note=str(found), initial={"conclusion": found.conclusion, "assessment": found.assessment},
        parents=((_("Impacts"), reverse("impacts")), (str(found), page)),
    )  # fmt: skip
    return deed_page(request, deed)


@require_POST
def conclude(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Quality assurance signs the assessment."""
    found, form = get_object_or_404(visible(request), pk=pk), SignForm(request.POST)
    done = form.sign(
        request, conclude_impact, lambda typed: {"impact": found},
        lambda key: get_object_or_404(visible(request), pk=pk),
    )  # fmt: skip
    if done is None:
        again = get_object_or_404(visible(request), pk=pk)
        return show(request, again, form, status=form.status)
    messages.success(request, str(_("The impact is concluded.")))
    return redirect("impact", found.pk)


def show(
    request: HttpRequest, found: Impact, form: SignForm | None = None, *, status: int
) -> HttpResponse:
    user, is_concluded = signed_in(request), found.state == ImpactState.CONCLUDED
    manages = user.may(Permission.MANAGE_QUALITY)
    context: dict[str, Any] = {
        "impact": found,
        "parts": impact_parts(found, inside=user.is_of_facility, at=timezone.now()),
        "may_assess": manages and not is_concluded,
        "signatures": Signature.objects.of(found),
    }
    if manages and not is_concluded:
        context |= {
            "blockers": conclusion_blockers(found),
            "signing": form or sign_form(request, found),
            "meaning": conclude_impact.signed_as,
        }
    return render(request, "quality/impact.html", context, status=status)
