"""Excursions: the list, one of them, acknowledging and closing it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from cleanrooms.exposures.answer import what_if
from cleanrooms.exposures.lines import LOT, counts, lines_of
from cleanrooms.web.what_if import what_if_address
from monitoring.commands.excursions import acknowledge_excursion, close_excursion
from monitoring.exposed import BEGINNING, doubt_of, place_of
from monitoring.gates.excursions import closing_blockers
from monitoring.models import (
    Channel,
    Excursion,
    ExcursionClass,
    ExcursionState,
    Sample,
    SourceKind,
)
from monitoring.seen import channel_page, sample_page
from monitoring.seen import excursion_page as address
from monitoring.web.channels.span import around
from monitoring.web.forms import CommentForm, EndForm
from people.models import User
from people.permissions import Permission
from people.web.deed import Deed, deed_page
from people.web.facility_only import facility_people_only
from people.web.needs import needs, signed_in

VIEW, CLOSE = Permission.VIEW_MONITORING, Permission.REVIEW_MONITORING
ACKNOWLEDGE = Permission.ACKNOWLEDGE_EXCURSION
ROWS, EXPOSED = 50, 12


class FilterForm(forms.Form):
    """Which excursions are listed; what is not understood does not narrow."""

    room = forms.CharField(required=False)
    kind = forms.ChoiceField(choices=[("", ""), *ExcursionClass.choices], required=False)
    source = forms.ChoiceField(choices=[("", ""), *SourceKind.choices], required=False)
    show = forms.ChoiceField(choices=[("", ""), ("all", "")], required=False)


@require_safe
@needs(VIEW)
@facility_people_only
def excursion_list(request: HttpRequest) -> HttpResponse:
    """Those that stand, or all with `?show=all`; `?kind=`, `?source=` and `?room=` narrow them."""
    form = FilterForm(request.GET)
    form.is_valid()
    asked = form.cleaned_data
    rows = Excursion.objects.select_related("room", "site", "person", "deviation")
    if asked.get("show") != "all":
        rows = rows.standing()
    if asked.get("kind"):
        rows = rows.filter(kind=asked["kind"])
    if asked.get("source"):
        rows = rows.filter(source_kind=asked["source"])
    if asked.get("room"):
        rows = rows.filter(room__code__iexact=asked["room"])
    context = {
        "page": Paginator(rows, ROWS).get_page(request.GET.get("page")),
        "kinds": ExcursionClass,
        "sources": SourceKind,
        "asked": asked,
        "tab": "excursions",
    }
    return render(request, "monitoring/excursions.html", context)


@require_safe
@needs(VIEW)
@facility_people_only
def excursion_page(request: HttpRequest, number: int) -> HttpResponse:
    excursion, user = fetch(number), signed_in(request)
    stands = excursion.state != ExcursionState.CLOSED
    context = {
        "excursion": excursion,
        "present": ExcursionState(excursion.state),
        "source_page": source_page(excursion),
        **exposed_in(excursion, user, timezone.now()),
        "blockers": closing_blockers(excursion) if stands else [],
        "may_acknowledge": excursion.state == ExcursionState.OPEN and user.may(ACKNOWLEDGE),
        "may_close": stands and user.may(CLOSE),
    }
    return render(request, "monitoring/excursion.html", context)


def exposed_in(excursion: Excursion, user: User, at: datetime) -> dict[str, Any]:
    """What was at its place since the last good sample; the whole answer for who may ask."""
    since, until = doubt_of(excursion, at)
    answer = what_if(place_of(excursion), since or BEGINNING, until, at)
    lines = [one for one in lines_of(answer) if one.kind == LOT]
    shown: dict[str, Any] = {
        "doubt_since": since, "doubt_until": until, "exposed": lines[:EXPOSED],
        "more": max(0, len(lines) - EXPOSED), "includes": answer.place.includes,
        "counts": counts(answer),
    }  # fmt: skip
    if user.may(Permission.VIEW_EXPOSURES):
        first = min((one.since for one in lines if one.since), default=excursion.started_at)
        shown["what_if"] = what_if_address(answer.place, since or first, until)
    return shown


def source_page(excursion: Excursion) -> str:
    """The sample, or the channel on the day around its peak."""
    if excursion.source_kind == SourceKind.CHANNEL:
        channel = Channel.objects.filter(pk=excursion.source_id).first()
        return around(channel_page(channel), excursion.peak_at) if channel else ""
    found = Sample.objects.select_related("round").filter(pk=excursion.source_id).first()
    return sample_page(found) if found else ""


@require_http_methods(["GET", "POST"])
@needs(ACKNOWLEDGE)
@facility_people_only
def excursion_acknowledge(request: HttpRequest, number: int) -> HttpResponse:
    excursion = fetch(number)

    def act(typed: dict[str, Any], by: User, at: datetime) -> Excursion:
        return acknowledge_excursion.once(
            typed["command_id"], excursion=excursion, comment=typed["comment"], by=by, at=at,
            happened_at=typed["happened_at"],
        )  # fmt: skip

    deed = Deed(
        permission=ACKNOWLEDGE, title=_("Acknowledge the excursion"), button=_("Acknowledge it"),
        form=CommentForm, act=act, back=address(excursion), record=excursion,
        done=_("The excursion is acknowledged."), note=f"{excursion} {excursion.source_label}",
        parents=parents(excursion),
        queue=_("Acknowledge %(excursion)s") % {"excursion": excursion},
    )  # fmt: skip
    return deed_page(request, deed)


@require_http_methods(["GET", "POST"])
@needs(CLOSE)
@facility_people_only
def excursion_close(request: HttpRequest, number: int) -> HttpResponse:
    excursion = fetch(number)

    def act(typed: dict[str, Any], by: User, at: datetime) -> Excursion:
        return close_excursion.once(
            typed["command_id"], excursion=excursion, reason=typed["reason"], by=by, at=at
        )

    deed = Deed(
        permission=CLOSE, title=_("Close the excursion"), button=_("Close it"), form=EndForm,
        act=act, back=address(excursion), done=_("The excursion is closed."), record=excursion,
        note=_("What was found, and what it means."), parents=parents(excursion),
        template="monitoring/blocked_deed.html", shows={"blockers": closing_blockers(excursion)},
    )  # fmt: skip
    return deed_page(request, deed)


def fetch(number: int) -> Excursion:
    rows = Excursion.objects.select_related(
        "room", "zone", "site", "person", "deviation", "acknowledged_by", "closed_by"
    )
    return get_object_or_404(rows, number=number)


def parents(excursion: Excursion) -> tuple[tuple[Any, str], ...]:
    return (
        (_("Excursions"), reverse("excursions")),
        (str(excursion), address(excursion)),
    )
