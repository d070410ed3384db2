"""Holds: the list, one of them with the dialog that lifts it, and holding a donor."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from integrity.models import Signature
from integrity.signatures.meanings import Meaning
from integrity.web.forms import TypedField
from materials.commands.holds import lift_hold, place_hold
from materials.genealogy import held
from materials.models import Container, Hold
from materials.reach import HOLD, reached_by
from materials.web.lot_forms import WhyForm
from people.models import User
from people.permissions import Permission
from people.web.deed import Deed, deed_page
from people.web.facility_only import facility_people_only
from people.web.forms import ReasonForm
from people.web.needs import needs, signed_in
from people.web.signing import SignForm, sign_form

ROWS = 50
SHOWN = 100


class DonorForm(ReasonForm):
    donor_code = TypedField(label=_("Donor code"), help_text=_("As it stands on the lot."))
    field_order = ("donor_code", "reason")


@require_safe
@needs(Permission.VIEW_MATERIALS)
@facility_people_only
def hold_list(request: HttpRequest) -> HttpResponse:
    """Standing ones, or all with `?show=all`."""
    everything = request.GET.get("show") == "all"
    holds = Hold.objects.all() if everything else Hold.objects.standing()
    rows = holds.select_related("lot", "container", "placed_by", "lifted_by")
    context = {
        "page": Paginator(rows, ROWS).get_page(request.GET.get("page")),
        "everything": everything,
        "may_hold": signed_in(request).may(Permission.PLACE_HOLD),
        "tab": "holds",
    }
    return render(request, "materials/hold_list.html", context)


@require_safe
@needs(Permission.VIEW_MATERIALS)
@facility_people_only
def hold_page(request: HttpRequest, number: int) -> HttpResponse:
    """What is held, with everything that was made of it."""
    return show(request, fetch(number), status=200)


@require_POST
@needs(Permission.VIEW_MATERIALS)
@facility_people_only
def hold_lift(request: HttpRequest, number: int) -> HttpResponse:
    """QA signs: it may be used again."""
    hold, signing = fetch(number), WhyForm(request.POST)
    if not signing.sign(
        request, lift_hold, lambda typed: {"hold": hold, "reason": typed["reason"]},
        lambda key: fetch(number),
    ):  # fmt: skip
        return show(request, fetch(number), signing=signing, status=signing.status)
    messages.success(request, _("%(hold)s is lifted.") % {"hold": hold})
    return redirect("hold", hold.number)


@require_http_methods(["GET", "POST"])
@needs(Permission.PLACE_HOLD)
@facility_people_only
def donor_hold(request: HttpRequest) -> HttpResponse:
    """Holds everything of a donor."""

    def act(typed: dict[str, Any], by: User, at: datetime) -> Hold:
        return place_hold.once(
            typed["command_id"], on=typed["donor_code"], reason=typed["reason"], by=by, at=at
        )

    deed = Deed(
        permission=Permission.PLACE_HOLD, title=_("Hold a donor"), button=_("Hold the donor"),
        form=DonorForm, act=act, back=reverse("hold-list"), done=_("The donor is held."),
        note=_("Nothing of the donor, nor of what was made of it, is used until QA lifts it."),
        parents=((_("Holds"), reverse("hold-list")),), ends=True,
    )  # fmt: skip
    return deed_page(request, deed)


def fetch(number: int) -> Hold:
    holds = Hold.objects.select_related("lot", "container", "placed_by", "lifted_by")
    return get_object_or_404(holds, number=number)


def show(
    request: HttpRequest, hold: Hold, *, signing: SignForm | None = None, status: int
) -> HttpResponse:
    reached = _held(hold)
    shown = reached[:SHOWN]
    may_lift = signed_in(request).may(Permission.LIFT_HOLD) and hold.lifted_at is None
    context = {
        **(_after_it(hold, shown) if may_lift else {}),
        "hold": hold,
        "held": shown,
        "is_more": len(reached) > SHOWN,
        "may_lift": may_lift,
        "signing": signing or sign_form(request, hold, form=WhyForm),
        "meaning": Meaning.APPROVED,
        "signatures": Signature.objects.of(hold),
    }
    return render(request, "materials/hold.html", context, status=status)


def _after_it(hold: Hold, shown: list[Container]) -> dict[str, Any]:
    """What is free once it is lifted, by lot, and what other holds still keep."""
    holds = held([one.pk for one in shown])
    others = {key: [one for one in found if one != hold] for key, found in holds.items()}
    freed: dict[str, list[str]] = {}
    for one in shown:
        if not others.get(one.pk):
            freed.setdefault(one.lot.number, []).append(one.code)
    stays = [(one.code, others[one.pk]) for one in shown if others.get(one.pk)]
    return {"freed": list(freed.items()), "still_held": stays}


def _held(hold: Hold) -> list[Container]:
    """What the hold itself is on, and everything that has something of it."""
    keys = reached_by(HOLD, hold.pk)
    found = Container.objects.filter(pk__in=keys).select_related("lot__material", "lot__product")
    return list(found.order_by("code")[: SHOWN + 1])
