"""What every page of the trail shows: events newest first, and the way to older ones."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from cgtlims.web.trail.access import reader
from integrity.trail.paging import page_of
from integrity.trail.questions import Trail
from integrity.trail.showing import shown
from people.permissions import Permission
from people.web.needs import signed_in


def page_shown(request: HttpRequest, trail: Trail, asked: dict[str, str]) -> dict[str, Any]:
    """`?before=` is the number of an event; `asked` is what an export of this trail would send."""
    before = request.GET.get("before", "")
    user = signed_in(request)
    page = page_of(trail, before=int(before) if before.isdecimal() else None)
    return {
        "events": shown(page.events, trail.rows, reader(user)),
        "older": page.older,
        "is_newest": not before,
        "asked": asked,
        "may_export": user.may(Permission.EXPORT_TRAIL),
    }
