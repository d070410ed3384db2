"""The calendar: rooms or devices as rows, and the same as a table."""

from __future__ import annotations

import json
from datetime import datetime, time, timedelta
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from bookings.calendar_events import DEVICES, ROOMS, compact, events, rows_of, suite_of
from bookings.models import Booking, BookingState
from bookings.seen import visible_bookings
from people.permissions import Permission
from people.web.needs import needs, signed_in

LONGEST = timedelta(days=92)
PAGE = 50


@require_safe
@needs(Permission.VIEW_BOOKINGS)
def calendar(request: HttpRequest) -> HttpResponse:
    """`?suite=` and `?kind=devices` choose the rows."""
    user, now = signed_in(request), timezone.now()
    kind = DEVICES if request.GET.get("kind") == DEVICES else ROOMS
    rows = rows_of(user, now, kind=kind)
    suite = request.GET.get("suite", "")
    shown = [[one.code, one.name] for one in rows if suite in ("", suite_of(one))]
    context = {
        "resources": json.dumps(shown, ensure_ascii=False),
        "kind": kind, "suites": sorted({suite_of(one) for one in rows}),
        "suite": suite, "has_rows": bool(rows), "tab": "calendar",
        "today": timezone.localtime(now).date(),
    }  # fmt: skip
    return render(request, "bookings/calendar.html", context)


@require_safe
@cache_control(private=True, no_cache=True)
@conditional_page
@needs(Permission.VIEW_BOOKINGS)
def calendar_events(request: HttpRequest) -> HttpResponse:
    """Rows and events from a moment until another; 304 when they are the same."""
    user, now, asked = signed_in(request), timezone.now(), request.GET
    begins_at, ends_at = period_of(asked.get("from", ""), asked.get("until", ""), now)
    rows = rows_of(user, now, kind=asked.get("kind", ROOMS), suite=asked.get("suite", ""))
    told: dict[str, Any] = {
        "rows": [[one.code, one.name, suite_of(one)] for one in rows],
        "events": compact(events(user, rows, begins_at, ends_at)),
    }
    return JsonResponse(told, json_dumps_params={"separators": (",", ":"), "ensure_ascii": False})


def period_of(since: str, until: str, now: datetime) -> tuple[datetime, datetime]:
    """As asked for, at most 92 days; else a week from today on."""
    begin = _moment(since) or _moment(timezone.localtime(now).date().isoformat())
    begin = begin or now
    end = _moment(until) or begin + timedelta(days=7)
    return begin, min(max(end, begin + timedelta(days=1)), begin + LONGEST)


def _moment(text: str) -> datetime | None:
    """A day, or a moment of the facility's zone unless it says another."""
    try:
        found = parse_datetime(text)
        if found is None:
            day = parse_date(text)
            found = datetime.combine(day, time()) if day else None
    except ValueError:
        return None
    if found is None or not 2000 <= found.year <= 2100:
        return None
    return found if timezone.is_aware(found) else timezone.make_aware(found)


@require_safe
@needs(Permission.VIEW_BOOKINGS)
def booking_list(request: HttpRequest) -> HttpResponse:
    """The same as a table, by day; the next first, `?past=yes` the last first."""
    user, now, asked = signed_in(request), timezone.now(), request.GET
    rows = visible_bookings(user).prefetch_related(
        "slots__room", "slots__equipment", "slots__person"
    )
    state = asked.get("state", "")
    if state in BookingState:
        rows = rows.filter(state=state)
    if asked.get("past"):
        rows = rows.filter(ends_at__lte=now).order_by("-begins_at", "-number")
    else:
        rows = rows.filter(ends_at__gt=now).order_by("begins_at", "number")
    if room := asked.get("room", ""):
        rows = rows.filter(slots__room__code__iexact=room)
    page = Paginator(rows, PAGE).get_page(asked.get("page"))
    context = {
        "page": page, "states": list(BookingState), "state": state, "past": asked.get("past", ""),
        "tab": "list",
    }  # fmt: skip
    return render(request, "bookings/bookings.html", context)


@require_safe
@cache_control(private=True, no_cache=True)
@conditional_page
@needs(Permission.VIEW_BOOKINGS)
def of_room(request: HttpRequest, code: str) -> HttpResponse:
    """The next few bookings of a room, inside its own page and its tablet’s."""
    user, now = signed_in(request), timezone.now()
    rows = visible_bookings(user).filter(
        slots__room__code__iexact=code, ends_at__gt=now,
        state__in=(BookingState.APPROVED, BookingState.BEGUN),
    )  # fmt: skip
    context = {"bookings": list[Booking](rows.order_by("begins_at")[:4]), "code": code}
    return render(request, "bookings/of_room.html", context)
