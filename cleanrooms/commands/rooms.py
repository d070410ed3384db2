"""Rooms and their state."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from cleanrooms.models import Grade, Room, RoomKind, RoomState
from integrity.actors import Actor
from integrity.commands import command, say
from integrity.refusals import refuse
from people.models import User
from people.permissions import Permission


@dataclass(frozen=True)
class Place:
    """A rectangle on the facility plan, in plan units (1 unit = 10 cm)."""

    x: int
    y: int
    width: int
    height: int


@command(permission=Permission.MANAGE_ROOMS)
def register_room(
    *,
    code: str,
    name: str,
    suite: str,
    kind: RoomKind,
    grade: Grade,
    place: Place,
    by: Actor,
    at: datetime,
) -> Room:
    """Puts a room on the plan; it begins out of service until somebody declares it clean."""
    room = Room.objects.create(
        code=code, name=name, suite=suite, kind=kind, grade=grade, state=RoomState.OUT_OF_SERVICE,
        x=place.x, y=place.y, width=place.width, height=place.height,
    )  # fmt: skip
    say("room.registered", about=room, details={"grade": grade, "kind": kind})
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
