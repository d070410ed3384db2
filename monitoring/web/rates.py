"""Contamination rates as a table and as a file."""

from __future__ import annotations

import csv
from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from integrity.trail.files import guarded
from monitoring.rates import BY, Rate, rates
from people.permissions import Permission
from people.web.facility_only import facility_people_only
from people.web.needs import needs

VIEW = Permission.VIEW_MONITORING
YEAR = timedelta(days=366)
NAMES = {"room": _("By room"), "person": _("By person"), "grade": _("By grade")}
COLUMNS = ("what", "month", "plates counted", "plates with growth", "percent")


@require_safe
@needs(VIEW)
@facility_people_only
def rate_page(request: HttpRequest) -> HttpResponse:
    """Of the last year; `?by=` room, person or grade, `?file=csv` as a file."""
    asked = request.GET.get("by", "")
    by = asked if asked in BY else "room"
    found = rates(by, timezone.now() - YEAR)
    if request.GET.get("file") == "csv":
        return as_csv(by, found)
    context = {"rates": found, "by": by, "names": NAMES, "tab": "rates"}
    return render(request, "monitoring/rates.html", context)


def as_csv(by: str, found: list[Rate]) -> HttpResponse:
    answer = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="contamination-by-{by}.csv"'
    writer = csv.writer(answer)
    writer.writerow((by, *COLUMNS[1:]))
    for one in found:
        cells = (one.what, f"{one.month:%Y-%m}", one.counted, one.grown, one.percent)
        writer.writerow([guarded(str(cell)) for cell in cells])
    return answer
