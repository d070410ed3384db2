"""The request form, with what stands against it and the nearest free slots as one types."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from bookings.commands.requests import Asked, request_booking
from bookings.free import Free, nearest_free
from bookings.gates.conflicts import conflict_blockers
from bookings.gates.deciding import fitness_blockers
from bookings.models import Purpose
from bookings.resources import Minutes, Resource
from bookings.rivals import Rival, rivals_of
from bookings.seen import booking_page
from bookings.taken import in_the_way
from bookings.wanted import Wanted
from bookings.web.forms import BookingForm
from cleanrooms.made import made_named
from integrity.refusals import Blocker
from people.models import User
from people.permissions import Permission
from people.web.needs import needs, signed_in

TYPED = "%Y-%m-%dT%H:%M"
QUARTER = timedelta(minutes=15)


@dataclass(frozen=True)
class Check:
    """What would be held, what stands against it, what is free instead, who else asks."""

    held: list[tuple[Resource, Minutes, datetime, datetime]]
    blockers: list[Blocker]
    warnings: list[Blocker]
    free: list[Free]
    rivals: list[Rival]
    may_be_assessed: bool


@require_http_methods(["GET", "POST"])
@needs(Permission.REQUEST_BOOKING)
def booking_new(request: HttpRequest) -> HttpResponse:
    """Asks for a booking; a free slot that is taken fills in the time and sends the rest."""
    user, at = signed_in(request), timezone.now()
    if request.method != "POST":
        return _shown(request, BookingForm(user=user, at=at, initial=_initial(request, at)))
    form = BookingForm(_sent(request), user=user, at=at)
    if form.is_valid():
        done = form.tried(
            lambda: request_booking.once(
                form.cleaned_data["command_id"], asked=asked_of(form), by=user, at=at
            )
        )
        if done is not None:
            said = _("%(booking)s is requested.") % {"booking": done}
            messages.success(request, said, extra_tags=f"draft:{draft_key(request)}")
            return redirect(booking_page(done))
    return _shown(request, form)


@require_POST
@needs(Permission.REQUEST_BOOKING)
def booking_check(request: HttpRequest) -> HttpResponse:
    """What the form would hold, as it is typed; nothing is written."""
    user, at = signed_in(request), timezone.now()
    form = BookingForm(request.POST, user=user, at=at)
    form.is_valid()
    context = {"form": form, "check": check_of(form, user, at)}
    return render(request, "bookings/check.html", context)


def check_of(form: BookingForm, user: User, at: datetime) -> Check | None:
    """Nothing as long as time and resources are not there."""
    typed = getattr(form, "cleaned_data", {})
    begins_at, ends_at = typed.get("begins_at"), typed.get("ends_at")
    resources = form.resources() if typed else ()
    if not begins_at or not ends_at or ends_at <= begins_at or not resources:
        return None
    made = made_named(typed.get("lot_number", "")) if user.is_of_facility else None
    wanted = Wanted(
        begins_at, ends_at, Purpose(typed.get("purpose") or Purpose.OTHER), resources,
        product=made.product if made else None, lot_number=made.number if made else "",
    )  # fmt: skip
    blockers = list(conflict_blockers(wanted, by=user))
    standing = in_the_way(wanted) if user.is_of_facility else []
    return Check(
        held=[(one, wanted.minutes_of(one), *wanted.held(one)) for one in resources],
        blockers=blockers,
        warnings=list(fitness_blockers(wanted)) if user.is_of_facility else [],
        free=nearest_free(wanted, at=at) if blockers else [],
        rivals=rivals_of(wanted) if user.is_of_facility else [],
        may_be_assessed=bool(standing) and all(one.may_be_assessed for one in standing),
    )


def asked_of(form: BookingForm) -> Asked:
    typed = form.cleaned_data
    return Asked(
        purpose=Purpose(typed["purpose"]), begins_at=typed["begins_at"], ends_at=typed["ends_at"],
        resources=form.resources(), title=typed["title"], lot_number=typed["lot_number"],
        client=typed.get("client"), awaits_assessment=typed.get("awaits_assessment", False),
    )  # fmt: skip


def _sent(request: HttpRequest) -> Any:
    """With the free slot that was taken in place of the time that was typed."""
    sent = request.POST.copy()
    begins_at, _bar, ends_at = sent.get("take", "").partition("|")
    if ends_at:
        sent["begins_at"], sent["ends_at"] = begins_at, ends_at
        sent["command_id"] = str(
            uuid.uuid5(uuid.NAMESPACE_URL, sent.get("command_id", "") + begins_at)
        )
    return sent


def _initial(request: HttpRequest, at: datetime) -> dict[str, Any]:
    """What the calendar or a room's page names; else the next hour."""
    asked = request.GET
    hour = timezone.localtime(at).replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return {
        "command_id": uuid.uuid4(),
        "begins_at": asked.get("begins_at") or hour.strftime(TYPED),
        "ends_at": asked.get("ends_at") or (hour + timedelta(hours=4)).strftime(TYPED),
        "rooms": asked.getlist("room"),
        "equipment": asked.getlist("device"),
    }


def draft_key(request: HttpRequest) -> str:
    """Another slot of the calendar is another draft."""
    asked = request.GET
    parts = [*asked.getlist("room"), *asked.getlist("device"), asked.get("begins_at", "")]
    return "booking:" + "-".join(filter(None, parts)).replace(" ", "")


def _shown(request: HttpRequest, form: BookingForm) -> HttpResponse:
    user, at = signed_in(request), timezone.now()
    check = check_of(form, user, at) if form.is_bound else None
    context = {"form": form, "check": check, "draft": draft_key(request)}
    return render(request, "bookings/booking_new.html", context, status=form.status)
