"""Minutes around bookings: what counts now of each room and device."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from bookings.commands.buffers import set_buffer
from bookings.models import Buffer
from bookings.resources import Minutes, minutes_of
from bookings.tenancy import bookable_equipment, bookable_rooms
from bookings.web.forms import BufferForm
from cleanrooms.models import Equipment, Room
from people.models import User
from people.permissions import Permission
from people.web.deed import Deed, deed_page
from people.web.facility_only import facility_people_only
from people.web.needs import needs, signed_in

MANAGE = Permission.MANAGE_BOOKINGS


@require_safe
@needs(Permission.VIEW_BOOKINGS)
@facility_people_only
def buffer_list(request: HttpRequest) -> HttpResponse:
    """Rooms, and devices for which anything was set."""
    user, now = signed_in(request), timezone.now()
    last = {
        row.room_id or row.equipment_id: row
        for row in Buffer.objects.select_related("set_by").order_by("set_at", "id")
    }
    resources: list[Room | Equipment] = [
        *bookable_rooms(user, now),
        *(one for one in bookable_equipment(user, now) if one.pk in last),
    ]
    minutes = minutes_of(resources)
    context = {
        "rows": [(one, minutes[one.pk], last.get(one.pk)) for one in resources],
        "may_manage": user.may(MANAGE), "tab": "buffers",
    }  # fmt: skip
    return render(request, "bookings/buffers.html", context)


@require_http_methods(["GET", "POST"])
@needs(MANAGE)
def buffer_set(request: HttpRequest) -> HttpResponse:
    def act(typed: dict[str, Any], by: User, at: datetime) -> Buffer:
        minutes = Minutes(typed["setup_minutes"], typed["changeover_minutes"])
        return set_buffer.once(
            typed["command_id"], resource=typed["of"], minutes=minutes, reason=typed["reason"],
            by=by, at=at,
        )  # fmt: skip

    deed = Deed(
        permission=MANAGE, title=_("Set the buffers"), button=_("Set them"), form=BufferForm,
        act=act, back=reverse("buffers"), done=_("The buffers are set for what is asked from now."),
        parents=(
            (_("Bookings"), reverse("booking-list")), (_("Buffers"), reverse("buffers"))
        ),
        initial={"of": request.GET.get("of", "")},
    )  # fmt: skip
    return deed_page(request, deed)
