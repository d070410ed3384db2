"""When recurring maintenance comes again, at the same time of the facility's clock."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Literal

from dateutil.rrule import DAILY, MONTHLY, WEEKLY, rrule
from django.utils import timezone

from bookings.models import Frequency, MaintenancePlan
from bookings.resources import Span

AHEAD = timedelta(days=91)
OF: dict[Frequency, Literal[1, 2, 3]] = {
    Frequency.DAILY: DAILY, Frequency.WEEKLY: WEEKLY, Frequency.MONTHLY: MONTHLY,
}  # fmt: skip


def comes(plan: MaintenancePlan, until: datetime) -> Iterator[Span]:
    """Each time from its first one on, those that begin before the moment and by its last day.

    In the facility's zone: at eight it stays when the clocks change.
    """
    zone = timezone.get_default_timezone()
    first = timezone.localtime(plan.first_at, zone).replace(tzinfo=None)
    end = timezone.localtime(until, zone).replace(tzinfo=None)
    if plan.last_on is not None:
        end = min(end, datetime.combine(plan.last_on, time.max))
    rule = rrule(OF[Frequency(plan.frequency)], interval=plan.every, dtstart=first, until=end)
    for local in rule:
        begin = local.replace(tzinfo=zone).astimezone(plan.first_at.tzinfo)
        if begin >= until:
            return
        yield begin, begin + timedelta(minutes=plan.minutes)
