"""Printed labels: the runs, those of one record, and printing."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from documents import labelled
from documents.commands.label_runs import print_labels
from documents.models import LabelRun, LabelVersion, RunState
from documents.web.label_forms import PrintForm
from integrity.models import Record
from people.models import User
from people.permissions import Permission
from people.web.deed import Deed, deed_page
from people.web.needs import V, needs, signed_in

ROWS = 50
LABELS = _("Labels")
NO_TEMPLATE = _(
    "No template for these labels is effective. Draft one under Documents, Label templates."
)


def for_readers(view: V) -> V:
    """What is printed on labels is read by people of the facility who read materials."""
    return needs(Permission.VIEW_DOCUMENTS)(needs(Permission.VIEW_MATERIALS)(view))


@require_safe
@for_readers
def label_runs(request: HttpRequest) -> HttpResponse:
    """All runs, the newest first; filtered by state and by part of the record's name."""
    asked = {name: request.GET.get(name, "").strip() for name in ("state", "words")}
    runs = LabelRun.objects.select_related("label__template", "printer", "asked_by").counted()
    if asked["state"] in RunState.values:
        runs = runs.filter(state=asked["state"])
    if asked["words"]:
        runs = runs.filter(subject_label__icontains=asked["words"])
    page = Paginator(runs, ROWS).get_page(request.GET.get("page"))
    context = {"page": page, "asked": asked, "states": RunState, "tab": "labels"}
    return render(request, "documents/label_runs.html", context)


@require_safe
@for_readers
def labels_of(request: HttpRequest, kind: str, key: UUID) -> HttpResponse:
    """The labels of one record."""
    record = labelled_record(request, kind, key)
    runs = LabelRun.objects.of(kind, key).select_related("label__template", "printer", "asked_by")
    context = {
        "record": record,
        "kind": kind,
        "back": labelled.of(record).page(record),
        "page": Paginator(runs.counted(), ROWS).get_page(request.GET.get("page")),
        "may_print": signed_in(request).may(Permission.PRINT_LABEL),
    }
    return render(request, "documents/labels_of.html", context)


@require_http_methods(["GET", "POST"])
@needs(Permission.PRINT_LABEL)
def label_print(request: HttpRequest, kind: str, key: UUID) -> HttpResponse:
    """Asks for labels of one record."""
    record = labelled_record(request, kind, key)
    of, templates = reverse("labels-of", args=[kind, key]), labelled.templates_for(kind)
    is_there = LabelVersion.objects.printed_from(templates).exists()

    def act(typed: dict[str, Any], by: User, at: datetime) -> LabelRun:
        return print_labels.once(typed.pop("command_id"), subject=record, **typed, by=by, at=at)

    deed = Deed(
        permission=Permission.PRINT_LABEL, title=_("Print labels"), button=_("Print"),
        form=partial(PrintForm, kind=templates), act=act, done=_("The labels are being printed."),
        back=lambda made: reverse("label-run", args=[made.number]),
        parents=((str(record), labelled.of(record).page(record)), (LABELS, of)),
        note="" if is_there else NO_TEMPLATE,
    )  # fmt: skip
    return deed_page(request, deed)


def labelled_record(request: HttpRequest, kind: str, key: UUID) -> Record:
    """The record, or 404 for whoever may not see it."""
    record = labelled.seen_by(signed_in(request), kind, key)
    if record is None:
        raise Http404
    return record  # type: ignore[no-any-return]
