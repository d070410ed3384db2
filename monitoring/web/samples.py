"""One sample: its counts with corrections, and what grew."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from measures.verdicts import Verdict
from monitoring.commands.counts import correct_count
from monitoring.commands.isolates import identify_isolate, pick_isolate
from monitoring.growth import isolate_blockers
from monitoring.models import CountSheet, Excursion, Isolate, Parameter, SourceKind
from monitoring.seen import sample_page as address
from monitoring.web.forms import CorrectForm, IdentifyForm, IsolateForm
from monitoring.web.rounds import fetch_sample, parents
from people.models import User
from people.permissions import Permission
from people.web.deed import Deed, deed_page
from people.web.facility_only import facility_people_only
from people.web.needs import needs, signed_in

VIEW, COUNT = Permission.VIEW_MONITORING, Permission.COUNT_PLATES


@require_safe
@needs(VIEW)
@facility_people_only
def sample_page(request: HttpRequest, number: int, place: int) -> HttpResponse:
    sample = fetch_sample(number, place)
    counts = sample.counts.select_related("sheet__counted_by").order_by("parameter", "edition")
    excursions = Excursion.objects.filter(source_kind=SourceKind.SAMPLE, source_id=sample.pk)
    context = {
        "sample": sample,
        "counts": [(one, Parameter(one.parameter), Verdict(one.verdict)) for one in counts],
        "isolates": sample.isolates.select_related("identified_by", "picked_by"),
        "missing": isolate_blockers(sample),
        "excursions": excursions,
        "may_count": signed_in(request).may(COUNT),
    }
    return render(request, "monitoring/sample.html", context)


@require_http_methods(["GET", "POST"])
@needs(COUNT)
@facility_people_only
def sample_correct(request: HttpRequest, number: int, place: int) -> HttpResponse:
    sample = fetch_sample(number, place)

    def act(typed: dict[str, Any], by: User, at: datetime) -> CountSheet:
        return correct_count.once(
            typed["command_id"], sample=sample, parameter=Parameter(typed["parameter"]),
            counted=typed["counted"], reason=typed["reason"], by=by, at=at,
        )  # fmt: skip

    deed = Deed(
        permission=COUNT, title=_("Correct a count"), button=_("Correct the count"),
        form=CorrectForm, act=act, back=address(sample), done=_("The count is corrected."),
        note=_("What was written stays beside it."), given={"kind": sample.way},
        parents=(*parents(sample.round), (str(sample), address(sample))),
    )  # fmt: skip
    return deed_page(request, deed)


@require_http_methods(["GET", "POST"])
@needs(COUNT)
@facility_people_only
def isolate_new(request: HttpRequest, number: int, place: int) -> HttpResponse:
    sample = fetch_sample(number, place)

    def act(typed: dict[str, Any], by: User, at: datetime) -> Isolate:
        return pick_isolate.once(
            typed["command_id"], sample=sample, look=typed["look"], by=by, at=at
        )

    deed = Deed(
        permission=COUNT, title=_("Pick an isolate"), button=_("Pick it"), form=IsolateForm,
        act=act, back=address(sample), done=_("The isolate is picked."), note=sample.where,
        parents=(*parents(sample.round), (str(sample), address(sample))),
    )  # fmt: skip
    return deed_page(request, deed)


@require_http_methods(["GET", "POST"])
@needs(COUNT)
@facility_people_only
def isolate_identify(request: HttpRequest, number: int) -> HttpResponse:
    rows = Isolate.objects.select_related("sample__round", "sample__site", "sample__person")
    isolate = get_object_or_404(rows, number=number)
    sample = isolate.sample

    def act(typed: dict[str, Any], by: User, at: datetime) -> Isolate:
        return identify_isolate.once(
            typed["command_id"], isolate=isolate, species=typed["species"],
            method=typed["method"], reason=typed["reason"], by=by, at=at,
        )  # fmt: skip

    deed = Deed(
        permission=COUNT, title=_("Identify the isolate"), button=_("Identify it"),
        form=IdentifyForm, act=act, back=address(sample), done=_("The isolate is identified."),
        note=f"{isolate} {isolate.look}",
        parents=(*parents(sample.round), (str(sample), address(sample))),
        initial={"species": isolate.species, "method": isolate.method},
    )  # fmt: skip
    return deed_page(request, deed)
