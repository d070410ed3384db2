"""What of rooms and devices is due, by date; also as a file."""

from __future__ import annotations

import csv

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cleanrooms.due import WARN, Due, dues
from cleanrooms.models import Need, Room
from integrity.trail.files import guarded
from people.web.facility_only import facility_people_only

ROWS = 50
WHEN = ("soon", "overdue", "all")


@require_safe
@facility_people_only
def status_due(request: HttpRequest) -> HttpResponse:
    """`?room=`, `?need=` and `?when=` (soon, overdue, all) filter; `?csv` gives a file."""
    asked = {name: request.GET.get(name, "").strip() for name in ("room", "need", "when")}
    asked["when"] = asked["when"] if asked["when"] in WHEN else "soon"
    at = timezone.now()
    found = [
        one for one in dues(at, None if asked["when"] == "all" else WARN)
        if asked["room"].upper() in ("", one.room.code.upper())
        and asked["need"] in ("", one.line.need)
        and (asked["when"] != "overdue" or one.is_open)
    ]  # fmt: skip
    if "csv" in request.GET:
        return as_csv(found)
    context = {
        "page": Paginator(found, ROWS).get_page(request.GET.get("page")), "asked": asked,
        "rooms": Room.objects.all(), "needs": Need,
    }  # fmt: skip
    return render(request, "cleanrooms/due.html", context)


def as_csv(found: list[Due]) -> HttpResponse:
    answer = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="due.csv"'
    writer = csv.writer(answer)
    writer.writerow([_("Room or device"), _("Name"), _("Room"), _("Need"), _("State"), _("Due")])
    for one in found:
        due = timezone.localtime(one.at).date().isoformat() if one.at else ""
        writer.writerow(
            [
                guarded(one.subject.code), guarded(one.subject.name), guarded(one.room.code),
                one.line.need.label, one.line.standing.label, due,
            ]
        )  # fmt: skip
    return answer
