"""What people are told of bookings."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from bookings.models import Booking, BookingState
from bookings.seen import booking_page, reads
from integrity.models import AuditEvent
from people.models import Severity, User
from people.notifications.about import About
from people.notifications.kinds import notifies


def about(event: AuditEvent) -> About:
    """Whom it concerns: who asked for it, and the people who are booked."""
    booking = Booking.objects.get(pk=event.subject_id)
    page = booking_page(booking)
    booked = booking.slots.filter(person__isnull=False).values_list("person", flat=True)
    concerns = {booking.requested_by_id, *filter(None, booked)}

    def sees(user: User) -> bool:
        own = Booking.objects.filter(pk=booking.pk).visible_to(user)
        return reads(user) and own.exists()

    return About(code=str(booking), link=lambda user: page, sees=sees, concerns=concerns)


def approved(event: AuditEvent) -> About | None:
    """While it lies ahead."""
    booking = Booking.objects.get(pk=event.subject_id)
    return about(event) if booking.state == BookingState.APPROVED else None


def waiting(event: AuditEvent) -> About | None:
    """Until somebody decided."""
    booking = Booking.objects.get(pk=event.subject_id)
    return about(event) if booking.state == BookingState.REQUESTED else None


notifies("booking.requested", title=_("Booking requested"), severity=Severity.DUE, about=waiting)
notifies("booking.approved", title=_("Booking approved"), severity=Severity.INFO, about=approved)
notifies("booking.refused", title=_("Booking refused"), severity=Severity.DUE, about=about)
notifies("booking.moved", title=_("Booking moved"), severity=Severity.DUE, about=about)
notifies("booking.cancelled", title=_("Booking cancelled"), severity=Severity.INFO, about=about)
notifies(
    "booking.no_show", title=_("Nobody came for a booking"), severity=Severity.DUE, about=about
)
