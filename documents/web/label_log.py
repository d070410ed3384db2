"""Reprints and void labels of all runs: what was printed once more or spoiled, why and by whom."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from documents.models import Label, LabelOutcome
from documents.web.labels import for_readers
from integrity.trail.files import guarded
from integrity.trail.values import utc
from people.models import User

ROWS = 50
WHAT = {"reprint": Q(first__isnull=False), "void": Q(outcome=LabelOutcome.VOID)}
COLUMNS = ("label", "run", "of", "template", "what", "first", "reason", "who", "at_utc")


class Line(NamedTuple):
    """One thing that happened to a label; `what` is reprint or void."""

    label: Label
    what: str
    word: str
    reason: str
    who: User
    at: datetime


@require_safe
@for_readers
def label_log(request: HttpRequest) -> HttpResponse:
    """Filtered by what happened and by part of the record's code; `?csv` gives all of it."""
    asked = {name: request.GET.get(name, "").strip() for name in ("what", "words")}
    found = labels_of_log(asked["what"], asked["words"])
    if "csv" in request.GET:
        return as_csv(lines(found, asked["what"]))
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    context = {
        "page": page, "lines": list(lines(page.object_list, asked["what"])), "asked": asked,
        "whats": (("reprint", _("Reprinted")), ("void", _("Made void"))), "tab": "labels",
    }  # fmt: skip
    return render(request, "documents/label_log.html", context)


def labels_of_log(what: str, words: str) -> QuerySet[Label]:
    """The newest first."""
    happened = WHAT.get(what) or WHAT["reprint"] | WHAT["void"]
    rows = Label.objects.filter(happened).select_related(
        "run__label__template", "run__asked_by", "accounted_by", "first"
    )
    if words:
        rows = rows.filter(run__subject_label__icontains=words)
    return rows.order_by("-number")


def lines(labels: Iterable[Label], what: str) -> Iterator[Line]:
    for label in labels:
        if label.outcome == LabelOutcome.VOID and what != "reprint":
            who, at = label.accounted_by, label.accounted_at
            if who is not None and at is not None:
                yield Line(label, "void", _("Void"), label.void_reason, who, at)
        if label.first is not None and what != "void":
            run, word = label.run, _("Reprint of %(first)s") % {"first": label.first}
            yield Line(label, "reprint", word, label.reason, run.asked_by, run.asked_at)


def as_csv(found: Iterable[Line]) -> HttpResponse:
    """A line for each thing that happened; instants in UTC."""
    answer = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="label-log.csv"'
    writer = csv.writer(answer)
    writer.writerow(COLUMNS)
    for one in found:
        run, first = one.label.run, one.label.first
        cells = (
            str(one.label), str(run), run.subject_label, str(run.label), one.what,
            str(first) if first and one.what == "reprint" else "", one.reason,
            one.who.display_name, utc(one.at),
        )  # fmt: skip
        writer.writerow([guarded(cell) for cell in cells])
    return answer
