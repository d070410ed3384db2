"""Personnel plates that are due after an exit, and taking them."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from cleanrooms.commands.presences import meet_plate_demand
from cleanrooms.exits import plates_page
from cleanrooms.models import PlateDemand
from cleanrooms.web.room_deeds import parents
from cleanrooms.web.room_tablet import tablet_address
from cleanrooms.web.tablet_forms import PlatesForm
from people.models import User
from people.permissions import Permission
from people.web.deed import Deed, deed_page
from people.web.facility_only import facility_people_only
from people.web.needs import needs


@require_http_methods(["GET", "POST"])
@facility_people_only
@needs(Permission.TAKE_SAMPLES)
def plates_taken(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Leads to where the plates of an exit are taken; where none is due, asks for the codes of
    those that were taken elsewhere.
    """
    found = PlateDemand.objects.select_related("presence__room", "presence__person")
    demand = get_object_or_404(found, pk=pk)
    presence = demand.presence
    if request.method == "GET" and demand.met_at is None and (page := plates_page(demand)):
        return redirect(page)

    def act(typed: dict[str, Any], by: User, at: datetime) -> PlateDemand:
        return meet_plate_demand.once(
            typed["command_id"], demand=demand, plates=typed["plates"], by=by, at=at,
            happened_at=typed["happened_at"],
        )  # fmt: skip

    deed = Deed(
        permission=Permission.TAKE_SAMPLES, title=_("Personnel plates"), button=_("Record them"),
        form=PlatesForm, act=act, back=tablet_address(presence.room),
        done=_("The plates are recorded."), parents=parents(presence.room),
        note=f"{presence.person.display_name}, {presence.room.code}",
        template="people/bench_deed.html",
        queue=_("Personnel plates of %(who)s") % {"who": presence.person.display_name},
    )  # fmt: skip
    return deed_page(request, deed)
