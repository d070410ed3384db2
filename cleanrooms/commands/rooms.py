"""Rooms and their state."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from cleanrooms.gates.surroundings import surroundings_blockers
from cleanrooms.models import Room, RoomState
from cleanrooms.room_details import RoomDetails, room_blockers
from integrity.actors import Actor
from integrity.commands import command, say
from integrity.refusals import refuse, refuse_if
from integrity.texts import one_line
from integrity.unique import unique
from people.models import User
from people.permissions import Permission


@command(permission=Permission.MANAGE_ROOMS)
def register_room(*, code: str, details: RoomDetails, by: Actor, at: datetime) -> Room:
    """Puts a room on the plan; it begins out of service until somebody declares it clean."""
    room = Room(code=one_line(code), state=RoomState.OUT_OF_SERVICE)
    details.put(room)
    refuse_if(room_blockers(room))
    used = refuse(
        "CODE_USED",
        _("There is a room %(code)s already.") % {"code": room.code},
        clears=_("Give a code of its own."),
        field="code",
    )
    with unique(used):
        room.save(force_insert=True)
    say("room.registered", about=room, details=_said(room))
    return room


@command(permission=Permission.MANAGE_ROOMS)
def alter_room(*, room: Room, details: RoomDetails, reason: str, by: Actor, at: datetime) -> Room:
    """Changes what a room is or where it is drawn, with the reason. Code and state stay.

    Refused when its zones or its pressure cascade would no longer be as they must.
    """
    room = room.lock()
    details.put(room)
    refuse_if(room_blockers(room))
    refuse_if(surroundings_blockers(room))
    room.store()
    say("room.altered", about=room, reason=reason, details=_said(room))
    return room


@command(permission=Permission.CHANGE_ROOM_STATE)
def change_room_state(
    *, room: Room, state: RoomState, by: User, at: datetime, note: str = ""
) -> Room:
    """Sets a room's state; the note says until when or why. Refused when it is in that state."""
    room = room.lock()
    if room.state == state and room.state_note == note:
        raise refuse(
            "SAME_STATE",
            _("Room %(room)s is already “%(state)s”.")
            % {"room": room.code, "state": RoomState(state).label},
            field="state",
        )
    before = room.state
    room.state, room.state_note, room.state_at, room.state_by = state, note, at, by
    room.store()
    say("room.state_changed", about=room, reason=note, details={"from": before, "to": state})
    return room


def _said(room: Room) -> dict[str, object]:
    return {"grade": room.grade, "kind": room.kind, "containment": room.containment}
