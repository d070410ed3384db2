"""Rooms and their state."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from cleanrooms.gates.surroundings import surroundings_blockers
from cleanrooms.models import Room, RoomState
from cleanrooms.room_details import RoomDetails, room_blockers
from integrity.actors import Actor
from integrity.commands import command, say
from integrity.moments import done_at, in_zone
from integrity.refusals import Blocker, refuse, refuse_if
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
    *,
    room: Room,
    state: RoomState,
    by: User,
    at: datetime,
    note: str = "",
    happened_at: datetime | None = None,
) -> Room:
    """Sets a room's state; the note says until when or why. Refused when it is in that state.

    `happened_at` is earlier than `at` where the entry comes late; never before the state that the
    room has now, since what came in between would be lost.
    """
    room, moment = room.lock(), done_at(happened_at, at)
    refuse_if(_state_blockers(room, state, note, moment))
    before = room.state
    room.state, room.state_note, room.state_at, room.state_by = state, note, moment, by
    room.store()
    told = {"from": before, "to": state}
    if moment < at:
        told["happened_at"] = moment.isoformat()
    say("room.state_changed", about=room, reason=note, details=told)
    return room


def _state_blockers(room: Room, state: RoomState, note: str, moment: datetime) -> Iterator[Blocker]:
    if room.state == state and room.state_note == note:
        yield Blocker(
            "SAME_STATE",
            _("Room %(room)s is already “%(state)s”.")
            % {"room": room.code, "state": RoomState(state).label},
            field="state",
        )
    if room.state_at is not None and moment < room.state_at:
        words = {"room": room, "state": room.present.label, "at": in_zone(room.state_at)}
        yield Blocker(
            "CHANGED_SINCE",
            _("Room %(room)s became “%(state)s” at %(at)s, after this was done.") % words,
            clears=_("Look at the room, and enter what is so now."),
        )


def _said(room: Room) -> dict[str, object]:
    return {"grade": room.grade, "kind": room.kind, "containment": room.containment}
