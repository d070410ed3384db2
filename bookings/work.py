"""What bookings ask of people: requests to decide."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bookings.models import Booking, BookingState
from bookings.seen import booking_page
from people.models import User
from people.permissions import Permission
from people.work import Task, Waiting, contribute_work, waiting


@contribute_work(
    "bookings", gettext_lazy("Bookings to approve"),
    page=lambda: f"{reverse('booking-list')}?state=REQUESTED",
    permission=Permission.APPROVE_BOOKING,
)  # fmt: skip
def to_approve(user: User, at: datetime, most: int) -> Waiting:
    """Requests that still lie ahead."""
    rows = Booking.objects.filter(state=BookingState.REQUESTED, ends_at__gt=at)
    return waiting(rows.order_by("begins_at", "number"), most, _to_approve)


def _to_approve(one: Booking) -> Task:
    return Task(
        _("Decide on the booking"), booking_page(one), str(one), line=one.label, sign=one.sign,
        word=str(one.present.label), due=one.begins_at,
    )  # fmt: skip
