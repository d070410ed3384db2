"""Which bookings a person sees, and where."""

from __future__ import annotations

from django.db.models import QuerySet
from django.urls import reverse

from bookings.models import Booking
from people.models import User
from people.permissions import Permission


def reads(user: User) -> bool:
    return user.may(Permission.VIEW_BOOKINGS)


def visible_bookings(user: User) -> QuerySet[Booking]:
    rows = Booking.objects.select_related("client", "requested_by", "product")
    return rows.visible_to(user) if reads(user) else rows.none()


def booking_page(booking: Booking) -> str:
    return reverse("booking", args=[booking.number])
