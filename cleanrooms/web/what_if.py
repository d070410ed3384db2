"""What was exposed at a place in a period: asked on a page, given as page and file."""

from __future__ import annotations

import csv
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from cleanrooms.exposures.answer import Answer, what_if
from cleanrooms.exposures.lines import Line, counts, lines_of
from cleanrooms.exposures.places import DEVICE, ROOM, ZONE, Place, place_named
from cleanrooms.models import Equipment, Room, Zone
from integrity.trail.files import guarded
from people.permissions import Permission
from people.web.facility_only import facility_people_only
from people.web.forms import moment
from people.web.needs import needs

SHOWN = 500
MINUTE = timedelta(minutes=1)
COLUMNS = (
    "kind", "code", "of", "state", "on hold", "open or closed", "where", "from (UTC)",
    "until (UTC)",
)  # fmt: skip


class AskForm(forms.Form):
    where = forms.ChoiceField(label=_("Room, zone or device"))
    since = moment(_("From"), _("In the facility’s zone."))
    until = moment(_("Until"), _("Empty: until now."), required=False)
    use_required_attribute = False

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["where"].choices = places()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        typed = self.cleaned_data
        since, until = typed.get("since"), typed.get("until")
        if since and until and until < since:
            said = _("It ends before it begins. Accepted: a moment after “From”.")
            self.add_error("until", said)
        elif since and not until and since > timezone.now():
            self.add_error("since", _("This is still to come. Accepted: a moment in the past."))
        return typed


@require_safe
@needs(Permission.VIEW_EXPOSURES)
@facility_people_only
def what_if_page(request: HttpRequest) -> HttpResponse:
    """`?where=`, `?since=` and `?until=` ask; `?sort=` sorts; `?file=csv` gives a file."""
    is_asked = "where" in request.GET and "since" in request.GET
    given = request.GET.get("where", "")
    form = AskForm(request.GET) if is_asked else AskForm(initial={"where": given})
    context: dict[str, Any] = {"form": form, "answer": None}
    if is_asked and form.is_valid():
        answer = asked(form.cleaned_data, timezone.now())
        lines = lines_of(answer, request.GET.get("sort", ""))
        if request.GET.get("file") == "csv":
            return as_csv(answer, lines)
        context |= {
            "answer": answer, "counts": counts(answer), "lines": lines[:SHOWN],
            "more": max(0, len(lines) - SHOWN), "most": SHOWN,
        }  # fmt: skip
    status = 422 if is_asked and form.errors else 200
    return render(request, "cleanrooms/what_if.html", context, status=status)


def asked(typed: dict[str, Any], at: datetime) -> Answer:
    place = place_named(typed["where"])
    if place is None:
        raise ValueError(f"{typed['where']} was a choice and is no place.")
    return what_if(place, typed["since"], typed["until"] or at, at)


def places() -> list[Any]:
    """All there are or were, by kind; one that has ended is said to have."""
    rooms = Room.objects.values_list("code", "name")
    zones = Zone.objects.values_list("code", "name", "ended_at")
    devices = Equipment.objects.values_list("code", "name", "out_of_service_at")
    ended = _("%(name)s (ended)")
    return [
        ("", _("choose one")),
        (_("Rooms"), [(f"{ROOM}:{code}", f"{code} {name}") for code, name in rooms]),
        (_("Zones"), [_choice(ZONE, *one, ended) for one in zones]),
        (_("Devices"), [_choice(DEVICE, *one, ended) for one in devices.order_by("code")]),
    ]


def _choice(
    kind: str, code: str, name: str, ended_at: datetime | None, ended: Any
) -> tuple[str, str]:
    label = f"{code} {name}"
    return f"{kind}:{code}", ended % {"name": label} if ended_at else label


def what_if_address(place: Place, since: datetime | None, until: datetime | None = None) -> str:
    """The page with its answer: the minute of the begin, and the one after the end."""
    asks = {"where": place.key}
    if since is not None:
        asks["since"] = _local(since)
    if until is not None:
        asks["until"] = _local(until if not until.second else until + MINUTE)
    return f"{reverse('what-if')}?{urlencode(asks)}"


def _local(at: datetime) -> str:
    shown = timezone.localtime(at, timezone.get_default_timezone())
    return shown.strftime("%Y-%m-%dT%H:%M")


def as_csv(answer: Answer, lines: list[Line]) -> HttpResponse:
    """Moments in UTC; what goes on has no end."""
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    name = f"what-if-{answer.place.code}-{answer.since.astimezone(UTC):%Y%m%dT%H%MZ}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    writer = csv.writer(response)
    writer.writerow(COLUMNS)
    for one in lines:
        cells = (
            one.kind_name, one.code, one.of, one.state, "yes" if one.is_held else "no",
            one.handling, one.where, _utc(one.since), _utc(one.until),
        )  # fmt: skip
        writer.writerow([guarded(str(cell)) for cell in cells])
    return response


def _utc(at: datetime | None) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if at else ""
