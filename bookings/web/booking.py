"""One booking: what it holds, what stands against it, what was decided."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from bookings.commands.decisions import approve_booking
from bookings.commands.running import begin_booking, end_booking
from bookings.free import nearest_free
from bookings.gates.deciding import approval_blockers, is_own
from bookings.models import AHEAD, Booking, BookingState
from bookings.rivals import rivals_of
from bookings.seen import booking_page as address_of
from bookings.seen import visible_bookings
from bookings.taken import in_the_way
from bookings.wanted import wanted_by
from bookings.web.forms import SureForm
from integrity.gates import may_be_overruled
from integrity.models import Overruling
from integrity.overrulings import overruling_of
from integrity.signatures.meanings import Meaning
from people.commands.overruling import overrule
from people.permissions import Permission
from people.web.facility_only import facility_people_only
from people.web.needs import needs, signed_in
from people.web.signing import OverruleForm, sign_form


@require_safe
@needs(Permission.VIEW_BOOKINGS)
def booking_page(request: HttpRequest, number: int) -> HttpResponse:
    return show_booking(request, fetch(request, number))


@require_POST
@needs(Permission.APPROVE_BOOKING)
def booking_approve(request: HttpRequest, number: int) -> HttpResponse:
    return _done(request, number, approve_booking, _("%(booking)s is approved."))


@require_POST
@facility_people_only
@needs(Permission.USE_ROOM)
def booking_begin(request: HttpRequest, number: int) -> HttpResponse:
    return _done(request, number, begin_booking, _("%(booking)s is begun."))


@require_POST
@facility_people_only
@needs(Permission.USE_ROOM)
def booking_end(request: HttpRequest, number: int) -> HttpResponse:
    return _done(request, number, end_booking, _("%(booking)s is done."))


@require_POST
@facility_people_only
@needs(Permission.APPROVE_BOOKING)
def booking_overrule(request: HttpRequest, number: int) -> HttpResponse:
    """A supervisor and a second person let it be approved in spite of a status."""
    booking, form = fetch(request, number), OverruleForm(request.POST)

    def inputs(typed: dict[str, Any]) -> dict[str, Any]:
        given = {"key": typed["command_id"], "reason": typed["reason"]}
        return {"subject": booking, "gate": approval_blockers, **given}

    def about(key: uuid.UUID) -> Overruling:
        now = fetch(request, number)
        blockers = approval_blockers(now, by=signed_in(request), at=timezone.now())
        return overruling_of(now, approval_blockers, blockers, key)

    if not form.sign(request, overrule, inputs, about):
        return show_booking(request, fetch(request, number), overruling=form)
    messages.success(request, _("Overruled. The booking may be approved."))
    return redirect(address_of(booking))


def _done(request: HttpRequest, number: int, command: Any, said: Any) -> HttpResponse:
    """One button on the page; a refusal stands above it."""
    booking, form = fetch(request, number), SureForm(request.POST)
    if form.is_valid():
        done = form.tried(
            lambda: command.once(
                form.cleaned_data["command_id"], booking=form.seen(booking),
                by=signed_in(request), at=timezone.now(),
            )
        )  # fmt: skip
        if done is not None:
            messages.success(request, said % {"booking": done})
            return redirect(address_of(done))
    return show_booking(request, fetch(request, number), form)


def show_booking(
    request: HttpRequest, booking: Booking, form: Any = None, *,
    overruling: OverruleForm | None = None,
) -> HttpResponse:  # fmt: skip
    """`form` and `overruling` were refused."""
    user, at = signed_in(request), timezone.now()
    wanted = wanted_by(booking)
    ahead = booking.state in AHEAD
    decides = user.is_of_facility and user.may(Permission.APPROVE_BOOKING)
    waits = booking.state == BookingState.REQUESTED and booking.ends_at > at
    context: dict[str, Any] = {
        "booking": booking, "form": form, "at": at,
        "slots": list(booking.slots.select_related("room", "equipment", "person")),
        "button": SureForm(initial={"command_id": uuid.uuid4(), "version": booking.version}),
        "may_change": ahead and (decides or is_own(booking, user)),
        "may_decide": decides and waits, "decides": decides,
        "may_use": user.is_of_facility and user.may(Permission.USE_ROOM),
    }  # fmt: skip
    if waits and user.is_of_facility:
        context["blockers"] = blockers = approval_blockers(booking, by=user, at=at)
        context["rivals"] = rivals_of(wanted)
        context["free"] = nearest_free(wanted, at=at) if in_the_way(wanted) else []
        if decides and blockers and all(may_be_overruled(one) for one in blockers):
            key = uuid.uuid4()
            about = overruling_of(booking, approval_blockers, blockers, key)
            context["overruling"] = overruling or sign_form(
                request, about, form=OverruleForm, command_id=key
            )
            context["overrule_meaning"] = Meaning.OVERRULED
    refused = overruling or form
    status = refused.status if refused else 200
    return render(request, "bookings/booking.html", context, status=status)


def fetch(request: HttpRequest, number: int) -> Booking:
    rows = visible_bookings(signed_in(request)).select_related(
        "lot", "sharing", "use__room", "approved_by", "refused_by", "cancelled_by", "begun_by",
        "ended_by",
    )  # fmt: skip
    return get_object_or_404(rows, number=number)
