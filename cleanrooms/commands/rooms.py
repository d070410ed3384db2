"""Rooms and their state."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from cleanrooms.details import room_blockers
from cleanrooms.models import Grade, Room, RoomKind, RoomState
from integrity.actors import Actor
from integrity.commands import command, say
from integrity.refusals import refuse, refuse_if
from integrity.texts import one_line
from integrity.unique import unique
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
    room = Room(code=one_line(code), state=RoomState.OUT_OF_SERVICE)
    _put(room, name, suite, kind, grade, place)
    used = refuse(
        "CODE_USED",
        _("There is a room %(code)s already.") % {"code": room.code},
        clears=_("Give a code of its own."),
        field="code",
    )
    with unique(used):
        room.save(force_insert=True)
    say("room.registered", about=room, details={"grade": grade, "kind": kind})
    return room


@command(permission=Permission.MANAGE_ROOMS)
def alter_room(
    *,
    room: Room,
    name: str,
    suite: str,
    kind: RoomKind,
    grade: Grade,
    place: Place,
    reason: str,
    by: Actor,
    at: datetime,
) -> Room:
    """Changes what a room is or where it is drawn, with the reason. Code and state stay."""
    room = room.lock()
    _put(room, name, suite, kind, grade, place)
    room.store()
    say("room.altered", about=room, reason=reason, details={"grade": grade, "kind": kind})
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


def _put(room: Room, name: str, suite: str, kind: RoomKind, grade: Grade, place: Place) -> None:
    """The same rules for a new room and for one that is there."""
    room.name, room.suite, room.kind, room.grade = one_line(name), one_line(suite), kind, grade
    room.x, room.y, room.width, room.height = place.x, place.y, place.width, place.height
    refuse_if(room_blockers(room))
