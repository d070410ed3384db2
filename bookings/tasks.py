"""Celery's side of bookings: nobody came, and maintenance comes again."""

from contextlib import suppress
from datetime import datetime, timedelta

from celery import shared_task
from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from bookings.commands.blackouts import lay_ahead
from bookings.commands.running import mark_no_show
from bookings.models import Booking, BookingState, MaintenancePlan
from bookings.recurring import AHEAD
from bookings.services import BOOKINGS
from integrity.refusals import Refused

EACH = timedelta(days=7)


@shared_task(name="bookings.mark_no_shows")
def mark_no_shows() -> None:
    mark_missed(timezone.now())


@shared_task(name="bookings.lay_maintenance")
def lay_maintenance() -> None:
    lay_due(timezone.now())


def mark_missed(at: datetime) -> None:
    """Bookings that nobody began within the facility's time of waiting, each on its own."""
    waited = timedelta(minutes=settings.NO_SHOW_MINUTES)
    late = Booking.objects.filter(state=BookingState.APPROVED, begins_at__lte=at - waited)
    for booking in late:
        with suppress(Refused):  # somebody began or cancelled it meanwhile
            mark_no_show(booking=booking, by=BOOKINGS, at=at)


def lay_due(at: datetime) -> None:
    """Recurring maintenance, once a week for the week that came within reach."""
    ended = Q(ended_at__isnull=True)
    for plan in MaintenancePlan.objects.filter(ended, laid_until__lte=at + AHEAD - EACH):
        with suppress(Refused):
            lay_ahead(plan=plan, by=BOOKINGS, at=at)
