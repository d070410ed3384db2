"""Instants: when something was done, and how people read it in a sentence."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format

SAME_MOMENT = timedelta(minutes=1)


def done_at(happened_at: datetime | None, at: datetime) -> datetime:
    """When an entry that may come late was done: as its device says, unless that is now.

    A device whose clock runs ahead does not write the future; what it sent just now is now.
    """
    if happened_at is None or happened_at >= at - SAME_MOMENT:
        return at
    return happened_at


def in_zone(at: datetime) -> str:
    """22 Nov 2026 14:03:05 CET, in the facility's zone."""
    local = timezone.localtime(at, timezone.get_default_timezone())
    return f"{date_format(local, 'j M Y H:i:s')} {local.tzname()}"
