"""Pages that ask for a reason: refused, cancelled, moved, nobody came."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from bookings.commands.decisions import refuse_booking
from bookings.commands.requests import cancel_booking, move_booking
from bookings.commands.running import report_no_show
from bookings.models import Booking
from bookings.seen import booking_page
from bookings.web.asking import TYPED
from bookings.web.booking import fetch
from bookings.web.forms import MoveForm, SureForm, WhyForm
from people.models import User
from people.permissions import Permission
from people.web.deed import Deed, deed_page
from people.web.needs import needs


@require_http_methods(["GET", "POST"])
@needs(Permission.APPROVE_BOOKING)
def booking_refuse(request: HttpRequest, number: int) -> HttpResponse:
    return _ended(
        request, number, refuse_booking, Permission.APPROVE_BOOKING, _("Refuse the booking"),
        _("Refuse it"), _("The booking is refused."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@needs(Permission.REQUEST_BOOKING)
def booking_cancel(request: HttpRequest, number: int) -> HttpResponse:
    return _ended(
        request, number, cancel_booking, Permission.REQUEST_BOOKING, _("Cancel the booking"),
        _("Cancel it"), _("The booking is cancelled."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@needs(Permission.APPROVE_BOOKING)
def booking_no_show(request: HttpRequest, number: int) -> HttpResponse:
    booking = fetch(request, number)

    def act(typed: dict[str, Any], by: User, at: datetime) -> Booking:
        return report_no_show.once(typed["command_id"], booking=booking, by=by, at=at)

    deed = Deed(
        permission=Permission.APPROVE_BOOKING, title=_("Nobody came"), button=_("Free the slot"),
        form=SureForm, act=act, back=booking_page(booking), ends=True, record=booking,
        done=_("The slot is free."), note=_note(booking), parents=parents(booking),
    )  # fmt: skip
    return deed_page(request, deed)


@require_http_methods(["GET", "POST"])
@needs(Permission.REQUEST_BOOKING)
def booking_move(request: HttpRequest, number: int) -> HttpResponse:
    """A free slot that its page offers comes filled in."""
    booking = fetch(request, number)

    def act(typed: dict[str, Any], by: User, at: datetime) -> Booking:
        return move_booking.once(
            typed["command_id"], booking=booking, begins_at=typed["begins_at"],
            ends_at=typed["ends_at"], reason=typed["reason"], by=by, at=at,
        )  # fmt: skip

    begins_at, ends_at = (
        request.GET.get(name) or timezone.localtime(moment).strftime(TYPED)
        for name, moment in (("begins_at", booking.begins_at), ("ends_at", booking.ends_at))
    )
    deed = Deed(
        permission=Permission.REQUEST_BOOKING, title=_("Move the booking"), button=_("Move it"),
        form=MoveForm, act=act, back=booking_page(booking), record=booking,
        done=_("The booking is moved."), note=_note(booking), parents=parents(booking),
        initial={"begins_at": begins_at, "ends_at": ends_at},
    )  # fmt: skip
    return deed_page(request, deed)


def _ended(
    request: HttpRequest, number: int, command: Any, permission: Permission, title: Any,
    button: Any, done: Any,
) -> HttpResponse:  # fmt: skip
    booking = fetch(request, number)

    def act(typed: dict[str, Any], by: User, at: datetime) -> Any:
        return command.once(
            typed["command_id"], booking=booking, reason=typed["reason"], by=by, at=at
        )

    deed = Deed(
        permission=permission, title=title, button=button, form=WhyForm, act=act,
        back=booking_page(booking), done=done, record=booking, ends=True, note=_note(booking),
        parents=parents(booking),
    )  # fmt: skip
    return deed_page(request, deed)


def parents(booking: Booking) -> tuple[tuple[Any, str], ...]:
    above = (_("Bookings"), reverse("booking-list"))
    return (above, (str(booking), booking_page(booking)))


def _note(booking: Booking) -> str:
    return f"{booking} {booking.label}"
