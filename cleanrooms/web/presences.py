"""Tapping in and out, and what keeps somebody out."""

from __future__ import annotations

import uuid
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cleanrooms.commands.presences import enter_room, leave_room
from cleanrooms.gates.entry import entry_blockers
from cleanrooms.models import Presence, Room
from cleanrooms.web.room_deeds import fetch_room
from cleanrooms.web.room_tablet import show_tablet, tablet_address
from cleanrooms.web.tablet_forms import BadgeForm, InsideForm
from cleanrooms.web.tap import tap
from integrity.models import Overruling
from integrity.overrulings import overruling_of
from integrity.refusals import refuse
from people.commands.overruling import overrule
from people.models import User
from people.models.badge import user_of_badge
from people.permissions import Permission
from people.proving import prove_pin
from people.web.devices import for_tablets
from people.web.facility_only import facility_people_only
from people.web.needs import needs, signed_in
from people.web.signing import OverruleForm


@require_POST
@facility_people_only
@needs(Permission.USE_ROOM)
@for_tablets
def enter(request: HttpRequest, code: str) -> HttpResponse:
    """Who is signed in goes in."""
    room, user = fetch_room(code), signed_in(request)
    return tap(
        request,
        lambda typed, when, at: enter_room.once(
            typed["command_id"], room=room, person=user, by=user, at=at, happened_at=when
        ),
        said=_("You are in %(room)s.") % {"room": room}, back=tablet_address(room),
        shown=lambda form: show_tablet(request, room, form),
    )  # fmt: skip


@require_POST
@facility_people_only
@needs(Permission.USE_ROOM)
@for_tablets
def enter_by_badge(request: HttpRequest, code: str) -> HttpResponse:
    """Somebody else goes in, by badge; without network it is kept and sent later."""
    room = fetch_room(code)
    return tap(
        request,
        lambda typed, when, at: enter_room.once(
            typed["command_id"], room=room, person=known(typed["badge"], "", field="badge"),
            by=signed_in(request), at=at, happened_at=when,
        ),
        said=said_in,
        back=tablet_address(room), shown=lambda form: show_tablet(request, room, form),
        form=BadgeForm(request.POST, auto_id="badge_%s"),
    )  # fmt: skip


def said_in(one: Presence) -> str:
    return _("%(who)s is in %(room)s.") % {"who": one.person.display_name, "room": one.room}


@require_POST
@facility_people_only
@needs(Permission.USE_ROOM)
@for_tablets
def enter_other(request: HttpRequest, code: str) -> HttpResponse:
    """Somebody else goes in: by user name and PIN, or by badge."""
    room, form = fetch_room(code), InsideForm(request.POST, auto_id="other_%s")

    def act() -> Presence:
        at = timezone.now()
        person = known(form.cleaned_data["who"], form.cleaned_data["pin"])
        return enter_room.once(
            form.cleaned_data["command_id"], room=room, person=person, by=signed_in(request),
            at=at,
        )  # fmt: skip

    done = form.tried(act) if form.is_valid() else None
    if done is None:
        return show_tablet(request, room, form)
    messages.success(request, said_in(done))
    return redirect(tablet_address(room))


@require_POST
@facility_people_only
@needs(Permission.USE_ROOM)
@for_tablets
def leave(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The person is out."""
    found = Presence.objects.select_related("room", "person")
    presence = get_object_or_404(found, pk=pk)
    return tap(
        request,
        lambda typed, when, at: leave_room.once(
            typed["command_id"], presence=presence, by=signed_in(request), at=at,
            happened_at=when,
        ),
        said=_("%(who)s is out of %(room)s.")
        % {"who": presence.person.display_name, "room": presence.room},
        back=tablet_address(presence.room),
        shown=lambda form: show_tablet(request, presence.room, form),
    )  # fmt: skip


@require_POST
@facility_people_only
@needs(Permission.USE_ROOM)
@for_tablets
def overrule_entry(request: HttpRequest, code: str) -> HttpResponse:
    """A supervisor and a second person let who is signed in go in."""
    room, form = fetch_room(code), OverruleForm(request.POST)

    def inputs(typed: dict[str, Any]) -> dict[str, Any]:
        given = {"key": typed["command_id"], "reason": typed["reason"]}
        return {"subject": room, "gate": entry_blockers, **given}

    def about(key: uuid.UUID) -> Overruling:
        now = Room.objects.get(pk=room.pk)
        blockers = entry_blockers(now, by=signed_in(request), at=timezone.now())
        return overruling_of(now, entry_blockers, blockers, key)

    if not form.sign(request, overrule, inputs, about):
        return show_tablet(request, room, overruling=form)
    messages.success(request, _("Overruled. You may go in."))
    return redirect(tablet_address(room))


def known(who: str, pin: str, *, field: str = "who") -> User:
    """Whose badge it is, or who gave user name and PIN. Raises Refused."""
    holder = user_of_badge(who)
    if holder is not None:
        return holder
    user = User.objects.filter(username__iexact=who.strip(), is_active=True).first()
    if user is None or not pin:
        raise refuse(
            "NOT_KNOWN", _("Nobody is known by this badge, or by this name with this PIN."),
            clears=_("Scan the badge, or enter user name and PIN."), field=field,
        )  # fmt: skip
    prove_pin(user, pin, timezone.now())
    return user
