"""An instant as people read it in a sentence."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format


def in_zone(at: datetime) -> str:
    """22 Nov 2026 14:03:05 CET, in the facility's zone."""
    local = timezone.localtime(at, timezone.get_default_timezone())
    return f"{date_format(local, 'j M Y H:i:s')} {local.tzname()}"
