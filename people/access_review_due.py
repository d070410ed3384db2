"""When access is to be reviewed again (Annex 11 §12.1: at defined intervals)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import Min

from people.models import AccessReview, Membership
from people.models.qualification import day_of, end_of
from people.qualifications import after_months

WARN = timedelta(days=30)


def review_due(at: datetime) -> datetime | None:
    """When the next review is due, from 30 days before on."""
    day = next_review_on()
    return end_of(day) if day is not None and end_of(day) - WARN <= at else None


def next_review_on() -> date | None:
    """So many months after the last one was completed, or after the first role was given.

    None while a review is open, and before anybody has a role.
    """
    last = AccessReview.objects.first()
    first_role = Membership.objects.aggregate(begun=Min("valid_from"))["begun"]
    since = last.completed_at if last is not None else first_role
    return after_months(day_of(since), settings.ACCESS_REVIEW_MONTHS) if since else None
