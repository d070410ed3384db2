"""Recalls: what has something of a lot in it, as page and as file; the exercise of one."""

from __future__ import annotations

import csv
from dataclasses import fields
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from integrity.models import Signature
from integrity.signatures.meanings import Meaning
from integrity.trail.files import guarded
from integrity.web.forms import TypedField
from materials.commands.recalls import begin_recall, end_recall
from materials.models import Recall
from materials.recalled import SHIPMENT, SINGULAR, Row, is_told, recalled, totals, with_links
from materials.web.fetch import fetch_lot
from people.models import User
from people.permissions import Permission
from people.web.deed import Deed, deed_page
from people.web.facility_only import facility_people_only
from people.web.forms import ReasonForm
from people.web.needs import needs
from people.web.signing import SignForm, sign_form

MOCK, REAL = "mock", "real"
KINDS = ((MOCK, _("An exercise: nothing is held")), (REAL, _("A recall: the lot is held")))
COLUMNS = ("kind", "code", "of", "state", "amount", "place", "uses", "patient")


class BeginForm(ReasonForm):
    kind = forms.ChoiceField(label=_("What it is"), choices=KINDS, widget=forms.RadioSelect)
    field_order = ("kind", "reason")


class EndForm(SignForm):
    conclusion = TypedField(label=_("Conclusion"), widget=forms.Textarea(attrs={"rows": 2}))
    field_order = ("conclusion", "who", "secret")


@require_safe
@needs(Permission.RECALL)
@facility_people_only
def recall_list(request: HttpRequest) -> HttpResponse:
    """All recalls and exercises, newest first."""
    found = Recall.objects.select_related("lot", "begun_by")
    return render(request, "materials/recall_list.html", {"recalls": found, "tab": "recalls"})


@require_safe
@needs(Permission.RECALL)
@facility_people_only
def lot_recall(request: HttpRequest, number: str) -> HttpResponse:
    """What a recall of this lot would reach now; `?file=csv` gives it as a file."""
    lot = fetch_lot(request, number)
    rows = recalled(lot)
    if request.GET.get("file") == "csv":
        return as_csv(rows, f"recall-{lot.number}.csv")
    return render(request, "materials/lot_recall.html", {"lot": lot, **told(rows)})


@require_http_methods(["GET", "POST"])
@needs(Permission.RECALL)
@facility_people_only
def recall_new(request: HttpRequest, number: str) -> HttpResponse:
    """Begins a recall of the lot, or the exercise of one."""
    lot = fetch_lot(request, number)
    page = reverse("lot-recall", args=[lot.number])

    def act(typed: dict[str, Any], by: User, at: datetime) -> Recall:
        return begin_recall.once(
            typed["command_id"], lot=lot, is_mock=typed["kind"] == MOCK,
            reason=typed["reason"], by=by, at=at,
        )  # fmt: skip

    deed = Deed(
        permission=Permission.RECALL, title=_("Begin a recall"), button=_("Begin"),
        form=BeginForm, act=act, back=page, done=_("The recall has begun."),
        note=_("The time counts from now until it is signed."),
        parents=((_("Recalls"), reverse("recall-list")), (lot.number, page)),
    )  # fmt: skip
    return deed_page(request, deed)


@require_safe
@needs(Permission.RECALL)
@facility_people_only
def recall_page(request: HttpRequest, number: int) -> HttpResponse:
    """What was found when it began, and how long it took."""
    recall = fetch(number)
    if request.GET.get("file") == "csv":
        return as_csv(read(recall), f"{recall}.csv")
    return show(request, recall, status=200)


@require_POST
@needs(Permission.RECALL)
@facility_people_only
def recall_end(request: HttpRequest, number: int) -> HttpResponse:
    """The conclusion, signed: the time stops."""
    recall, signing = fetch(number), EndForm(request.POST)
    if not signing.sign(
        request, end_recall,
        lambda typed: {"recall": recall, "conclusion": typed["conclusion"]},
        lambda key: fetch(number),
    ):  # fmt: skip
        return show(request, fetch(number), signing=signing, status=signing.status)
    messages.success(request, _("%(recall)s is signed.") % {"recall": recall})
    return redirect("recall", recall.number)


def fetch(number: int) -> Recall:
    found = Recall.objects.select_related("lot", "begun_by", "ended_by")
    return get_object_or_404(found, number=number)


def show(
    request: HttpRequest, recall: Recall, *, signing: SignForm | None = None, status: int
) -> HttpResponse:
    context = {
        "recall": recall,
        **told(read(recall)),
        "signing": signing or sign_form(request, recall, form=EndForm),
        "meaning": Meaning.REVIEWED,
        "signatures": Signature.objects.of(recall),
    }
    return render(request, "materials/recall.html", context, status=status)


def read(recall: Recall) -> list[Row]:
    """As it was written down; what was found before a column was there has nothing in it."""
    names = {one.name for one in fields(Row)}
    return with_links(
        Row(**{name: value for name, value in row.items() if name in names}) for row in recall.found
    )


def told(rows: list[Row]) -> dict[str, Any]:
    """The rows under their kinds, how many there are of each, and what nobody tells of."""
    return {
        "rows": [(SINGULAR.get(row.kind, row.kind), row) for row in rows],
        "totals": totals(rows),
        "patients": sorted({row.patient for row in rows if row.patient}),
        "without_shipments": not is_told(SHIPMENT),
    }


def as_csv(rows: list[Row], name: str) -> HttpResponse:
    """A line for each row, as a spreadsheet takes it."""
    answer = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    writer = csv.writer(answer)
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow([guarded(row.stored()[column]) for column in COLUMNS])
    return answer
