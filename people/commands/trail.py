"""Taking copies of the audit trail."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from integrity.commands import command, say
from people.models import User
from people.permissions import Permission


@command(permission=Permission.EXPORT_TRAIL)
def note_trail_export(
    *, by: User, at: datetime, kind: str, filters: Mapping[str, str], events: int, up_to: int
) -> User:
    """Writes down who takes a copy of the trail: how many events, up to which, and which ones."""
    details = {"format": kind, "filters": filters, "events": events, "up_to": up_to}
    say("trail.exported", about=by, details=details)
    return by
