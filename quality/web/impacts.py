"""What deviations mean: for quality assurance record by record, for a sponsor its own alone."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from integrity.models import Signature
from people.models import User
from people.permissions import Permission
from people.web.deed import Deed, deed_page
from people.web.forms import WithdrawForm
from people.web.needs import signed_in
from people.web.signing import SignForm, sign_form
from quality.commands.impacts import assess_impact, conclude_impact, reopen_impact
from quality.gates.deviations import conclusion_blockers, reopening_blockers
from quality.models import Impact, ImpactState
from quality.models.impact import Impacts
from quality.parts.impacts import impact_parts
from quality.web.deviation_forms import AssessForm
from quality.web.impact_list import reads_impacts


def visible(request: HttpRequest) -> Impacts:
    """Those that this person may read."""
    user = reads_impacts(request)
    return Impact.objects.visible_to(user).select_related("deviation__owner", "sponsor")


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
    facts = impact_parts(found, inside=True, at=timezone.now())
    deed = Deed(
        permission=Permission.MANAGE_QUALITY, title=_("Assess the impact"), button=_("Assess it"),
        form=AssessForm, act=act, back=page, done=_("It is assessed."), record=found,
        note=str(found), template="quality/deed.html", shows={"before": facts},
        initial={"conclusion": found.conclusion, "assessment": found.assessment},
        parents=((_("Impacts"), reverse("impacts")), (str(found), page)),
    )  # fmt: skip
    return deed_page(request, deed)


@require_http_methods(["GET", "POST"])
def reopen(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Quality assurance takes a conclusion back."""
    found = get_object_or_404(visible(request), pk=pk)

    def act(typed: dict[str, Any], by: User, at: datetime) -> Impact:
        return reopen_impact.once(
            typed["command_id"], impact=found, reason=typed["reason"], by=by, at=at
        )

    page = reverse("impact", args=[found.pk])
    facts = impact_parts(found, inside=True, at=timezone.now())
    deed = Deed(
        permission=Permission.MANAGE_QUALITY, title=_("Take the conclusion back"),
        button=_("Take it back"), form=WithdrawForm, act=act, back=page, record=found, ends=True,
        done=_("It is to be assessed anew; its sponsor is told."), note=str(found),
        template="quality/deed.html", shows={"before": facts},
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
        "inside": user.is_of_facility,
        "may_assess": manages and not is_concluded,
        "may_reopen": manages and not reopening_blockers(found),
        "signatures": Signature.objects.of(found),
    }
    if manages and not is_concluded:
        context |= {
            "blockers": conclusion_blockers(found),
            "signing": form or sign_form(request, found),
            "meaning": conclude_impact.signed_as,
        }
    return render(request, "quality/impact.html", context, status=status)
