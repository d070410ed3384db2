"""A room on the tablet at its door: who is in, what runs, what comes next."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from cleanrooms.gates.entry import entry_blockers
from cleanrooms.gates.use import clean_up_end
from cleanrooms.models import Cleaning, Handover, PlateDemand, Presence, Room, RoomUse, UseState
from cleanrooms.rotations import due_agent
from cleanrooms.web.room_deeds import fetch_room
from cleanrooms.web.tablet_forms import BadgeForm, InsideForm
from cleanrooms.web.tap import fresh
from integrity.gates import may_be_overruled
from integrity.overrulings import overruling_of
from integrity.signatures.meanings import Meaning
from integrity.web.forms import CommandForm
from integrity.web.queued import kept_offline
from people.permissions import Permission
from people.web.devices import for_tablets
from people.web.facility_only import facility_people_only
from people.web.needs import needs, signed_in
from people.web.signing import OverruleForm, sign_form


@require_safe
@facility_people_only
@needs(Permission.USE_ROOM)
@for_tablets
@kept_offline
def room_tablet(request: HttpRequest, code: str) -> HttpResponse:
    return show_tablet(request, fetch_room(code))


def show_tablet(
    request: HttpRequest, room: Room, form: Any = None, *, overruling: OverruleForm | None = None
) -> HttpResponse:
    """`form` is one that was refused; its reasons stand above everything."""
    user, now = signed_in(request), timezone.now()
    if form is not None or overruling is not None:
        room.refresh_from_db()  # as it is, and not as the refused command made it
    inside = list(Presence.objects.inside().filter(room=room).select_related("person"))
    uses = RoomUse.objects.filter(room=room, state__in=(UseState.PREPARED, UseState.RUNNING))
    free_at = clean_up_end(room)
    demands = PlateDemand.objects.open().filter(presence__room=room)
    context: dict[str, Any] = {
        "room": room,
        "form": form,
        "inside": inside,
        "own": next((one for one in inside if one.person_id == user.pk), None),
        "uses": uses.select_related("product").order_by("prepared_at"),
        "cleaning": Cleaning.objects.filter(room=room, checked_at__isnull=True)
        .select_related("agent").order_by("-begun_at").first(),
        "demands": demands.select_related("presence__person"),
        "due": due_agent(room),
        "handover": Handover.objects.filter(room=room).first(),
        "free_at": free_at if free_at and free_at > now else None,
        "tap": fresh,
        "other": form if isinstance(form, InsideForm) else fresh_of(InsideForm, "other_%s"),
        "badge": form if isinstance(form, BadgeForm) else fresh_of(BadgeForm, "badge_%s"),
    }  # fmt: skip
    if context["own"] is None:
        context |= what_keeps_out(request, room, overruling)
    status = overruling.status if overruling else form.status if form else 200
    return render(request, "cleanrooms/room_tablet.html", context, status=status)


def what_keeps_out(request: HttpRequest, room: Room, form: OverruleForm | None) -> dict[str, Any]:
    """Why this person may not go in now, and the dialog for two where that may be overruled."""
    blockers = entry_blockers(room, by=signed_in(request), at=timezone.now())
    shown: dict[str, Any] = {"blockers": blockers, "overrule_meaning": Meaning.OVERRULED}
    if blockers and all(may_be_overruled(one) for one in blockers):
        key = uuid.uuid4()
        about = overruling_of(room, entry_blockers, blockers, key)
        shown["overruling"] = form or sign_form(request, about, form=OverruleForm, command_id=key)
    return shown


def fresh_of(form: type[CommandForm], auto_id: str) -> CommandForm:
    return form(initial={"command_id": uuid.uuid4()}, auto_id=auto_id)


def tablet_address(room: Room) -> str:
    return reverse("room-tablet", args=[room.code])
