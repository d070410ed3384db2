"""One room: what it is, who and what is inside, its state and who set it."""

from __future__ import annotations

import uuid

from django import forms
from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from cleanrooms.alarms import alarms_by_room
from cleanrooms.commands.rooms import change_room_state
from cleanrooms.gates.state import BY_HAND
from cleanrooms.gates.use import clean_up_end
from cleanrooms.history import changes_of
from cleanrooms.models import Room, RoomState
from cleanrooms.occupants import occupants_by_room
from cleanrooms.queries import beside
from cleanrooms.timeline import MOST, timeline
from integrity.web.forms import TypedField
from integrity.web.queued import QueuedForm, kept_offline
from people.permissions import Permission
from people.web.facility_only import facility_people_only
from people.web.needs import signed_in

SHOWN = 20


class StateForm(QueuedForm):
    state = forms.ChoiceField(
        choices=[(one.value, one.label) for one in BY_HAND], label=_("State"),
        widget=forms.RadioSelect,
    )  # fmt: skip
    reason = TypedField(label=_("Reason"), max_length=200, help_text=_("Why, and until when."))
    use_required_attribute = False


@require_http_methods(["GET", "POST"])
@facility_people_only
@kept_offline
def room_page(request: HttpRequest, code: str) -> HttpResponse:
    """Shows a room; POST changes its state."""
    user = signed_in(request)
    now = timezone.now()
    is_valid = Exists(Room.objects.valid_at(now).filter(pk=OuterRef("pk")))
    rooms = Room.objects.select_related("state_by").annotate(is_valid=is_valid)
    room = get_object_or_404(rooms, code__iexact=code)
    initial = {"state": room.state, "command_id": uuid.uuid4(), "version": room.version}
    form = StateForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        if set_state(request, room, form):
            return redirect("room", room.code)
        room.refresh_from_db()
    free_at, changes = clean_up_end(room), changes_of(room, MOST)
    context = {
        "room": room,
        "form": form,
        "occupants": occupants_by_room(user).get(room.pk, []),
        "alarms": alarms_by_room(user).get(room.pk, []),
        "changes": changes[:SHOWN],
        "zones": room.zones.filter(ended_at__isnull=True).select_related("equipment"),
        "neighbours": beside(room),
        "may_manage": user.may(Permission.MANAGE_ROOMS),
        "free_at": free_at if free_at and free_at > now else None,
        "timeline": timeline(room, changes, now),
        "may_use": user.may(Permission.USE_ROOM),
        "may_ask": user.may(Permission.VIEW_EXPOSURES),
        "may_change": user.may(Permission.CHANGE_ROOM_STATE),
    }
    return render(request, "cleanrooms/room.html", context, status=form.status)


def set_state(request: HttpRequest, room: Room, form: StateForm) -> bool:
    """Whether the command did it; a refusal is shown in the form, beside what was typed."""
    typed, at = form.cleaned_data, timezone.now()
    done = form.tried(
        lambda: change_room_state.once(
            typed["command_id"], room=form.seen(room), state=RoomState(typed["state"]),
            reason=typed["reason"], by=signed_in(request), at=at, happened_at=form.happened_at(at),
        )
    )  # fmt: skip
    if done is None:
        return False
    words = {"room": room.code, "state": RoomState(typed["state"]).label}
    said = _("%(room)s is now “%(state)s”.") % words
    messages.success(request, said, extra_tags=f"draft:room:{room.code}")
    return True
