"""Sampling rounds: the list, one of them, and what is done with it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from integrity.web.forms import CommandForm
from integrity.web.queued import LateForm
from monitoring.commands.rounds import add_prints, begin_round, close_round, finish_round
from monitoring.gates.rounds import close_blockers, finish_blockers
from monitoring.models import Round, RoundState, Sample
from monitoring.seen import round_page as address
from monitoring.web.forms import BeginForm, PrintsForm
from monitoring.web.sampling import sampling_page
from people.models import User
from people.permissions import Permission
from people.web.deed import Deed, deed_page
from people.web.facility_only import facility_people_only
from people.web.needs import needs, signed_in

VIEW, TAKE = Permission.VIEW_MONITORING, Permission.TAKE_SAMPLES
ROWS = 50
BENCH = "people/bench_deed.html"


class FilterForm(forms.Form):
    """Which rounds are listed; what is not understood does not narrow."""

    room = forms.CharField(required=False)
    state = forms.ChoiceField(choices=[("", ""), *RoundState.choices], required=False)


@require_safe
@needs(VIEW)
@facility_people_only
def round_list(request: HttpRequest) -> HttpResponse:
    """Newest first; `?state=` and `?room=` narrow it."""
    form = FilterForm(request.GET)
    form.is_valid()
    asked = form.cleaned_data
    rows = Round.objects.select_related("room", "plan", "begun_by")
    if asked.get("state"):
        rows = rows.filter(state=asked["state"])
    if asked.get("room"):
        rows = rows.filter(room__code__iexact=asked["room"])
    user = signed_in(request)
    context = {
        "page": Paginator(rows, ROWS).get_page(request.GET.get("page")),
        "states": RoundState,
        "asked": asked,
        "may_take": user.may(TAKE),
        "tab": "rounds",
    }
    return render(request, "monitoring/rounds.html", context)


@require_http_methods(["GET", "POST"])
@needs(TAKE)
@facility_people_only
def round_new(request: HttpRequest) -> HttpResponse:
    def act(typed: dict[str, Any], by: User, at: datetime) -> Round:
        return begin_round.once(
            typed["command_id"], plan=typed["plan"], by=by, at=at,
            happened_at=typed["happened_at"],
        )  # fmt: skip

    deed = Deed(
        permission=TAKE, title=_("Begin a round"), button=_("Begin the round"), form=BeginForm,
        act=act, back=address, done=_("The round is begun."), parents=parents(),
        initial={"plan": request.GET.get("plan")}, queue=_("Begin a round"), template=BENCH,
    )  # fmt: skip
    return deed_page(request, deed)


@require_safe
@needs(VIEW)
@facility_people_only
def round_page(request: HttpRequest, number: int) -> HttpResponse:
    """While it is sampled the page for gloves, afterwards the record; `?as=record` at any time."""
    around = fetch(number)
    is_running = around.state == RoundState.SAMPLING and signed_in(request).may(TAKE)
    if is_running and request.GET.get("as") != "record":
        return sampling_page(request, around)
    return record_page(request, around)


def record_page(request: HttpRequest, around: Round) -> HttpResponse:
    user = signed_in(request)
    samples = list(samples_of(around))
    done = {one.step_id: one for one in around.incubations.select_related("incubator", "begun_by")}
    steps = [(step, done.get(step.pk)) for step in around.plan.steps.all()]
    blockers = close_blockers(around, by=user) if around.state == RoundState.TAKEN else []
    context = {
        "round": around,
        "samples": samples,
        "steps": steps,
        "blockers": blockers,
        "may_count": user.may(Permission.COUNT_PLATES),
        "may_close": user.may(Permission.REVIEW_MONITORING),
    }
    return render(request, "monitoring/round.html", context)


@require_http_methods(["GET", "POST"])
@needs(TAKE)
@facility_people_only
def round_prints(request: HttpRequest, number: int) -> HttpResponse:
    around = fetch(number)

    def act(typed: dict[str, Any], by: User, at: datetime) -> Round:
        return add_prints.once(
            typed["command_id"], around=around, person=typed["person"], by=by, at=at,
            happened_at=typed["happened_at"],
        )  # fmt: skip

    deed = Deed(
        permission=TAKE, title=_("Prints of a person"), button=_("Add the prints"),
        form=PrintsForm, act=act, back=address(around), done=_("The prints are added."),
        note=_("Both gloves, chest and forearm."), parents=parents(around), template=BENCH,
        queue=_("%(round)s: prints of a person") % {"round": around},
    )  # fmt: skip
    return deed_page(request, deed)


@require_http_methods(["GET", "POST"])
@needs(TAKE)
@facility_people_only
def round_finish(request: HttpRequest, number: int) -> HttpResponse:
    around = fetch(number)

    def act(typed: dict[str, Any], by: User, at: datetime) -> Round:
        return finish_round.once(
            typed["command_id"], around=around, by=by, at=at, happened_at=typed["happened_at"]
        )

    deed = Deed(
        permission=TAKE, title=_("Finish the round"), button=_("Finish the round"),
        form=LateForm, act=act, back=address(around), done=_("The round is finished."),
        note=_("The plates go to the incubator."), parents=parents(around), template=BENCH,
        shows={"blockers": finish_blockers(around)},
        queue=_("%(round)s: finish the round") % {"round": around},
    )  # fmt: skip
    return deed_page(request, deed)


@require_http_methods(["GET", "POST"])
@needs(Permission.REVIEW_MONITORING)
@facility_people_only
def round_close(request: HttpRequest, number: int) -> HttpResponse:
    around = fetch(number)

    def act(typed: dict[str, Any], by: User, at: datetime) -> Round:
        return close_round.once(typed["command_id"], around=around, by=by, at=at)

    deed = Deed(
        permission=Permission.REVIEW_MONITORING, title=_("Close the round"),
        button=_("Close the round"), form=CommandForm, act=act, back=address(around),
        done=_("The round is closed."), parents=parents(around),
        note=_("All is counted, judged and followed."),
        template="monitoring/blocked_deed.html",
        shows={"blockers": close_blockers(around, by=signed_in(request))},
    )  # fmt: skip
    return deed_page(request, deed)


def fetch(number: int) -> Round:
    rows = Round.objects.select_related("room", "plan", "begun_by", "taken_by", "closed_by")
    return get_object_or_404(rows, number=number)


def samples_of(around: Round) -> Any:
    rows = around.samples.select_related("site__zone", "person", "container", "taken_by")
    return rows.prefetch_related("counts__sheet__counted_by", "isolates").order_by("place")


def fetch_sample(number: int, place: int) -> Sample:
    rows = Sample.objects.select_related(
        "round__room", "round__plan", "site__zone", "site__room", "person", "container__lot",
        "sampler",        "exposed_by", "taken_by", "not_taken_by",
    )  # fmt: skip
    return get_object_or_404(rows, round__number=number, place=place)


def parents(around: Round | None = None) -> tuple[tuple[Any, str], ...]:
    first = ((_("Rounds"), reverse("sampling-rounds")),)
    return (*first, (str(around), address(around))) if around else first
