"""Rooms and their state."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from cleanrooms.gates.state import by_hand_blockers
from cleanrooms.gates.surroundings import surroundings_blockers
from cleanrooms.models import Room, RoomState
from cleanrooms.room_details import RoomDetails, room_blockers
from cleanrooms.room_states import bring, late_blockers, note_change, told_late
from integrity.actors import Actor
from integrity.commands import command, say
from integrity.refusals import Blocker, refuse, refuse_if
from integrity.texts import one_line
from integrity.unique import unique
from people.models import User
from people.permissions import Permission

CLEANED = (RoomState.CLEAN, RoomState.CLEAN_HOLD)


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
    note_change(room, "", at=at, by=by)
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
    reason: str,
    happened_at: datetime | None = None,
) -> Room:
    """Sets a room's state by hand, with the reason; use and cleaning set it by themselves.

    `happened_at` is earlier than `at` where the entry comes late; never before the state that the
    room has now, since what came in between would be lost.
    """
    room, moment, reason = room.lock(), happened_at or at, one_line(reason)
    refuse_if([*by_hand_blockers(room, state=state), *late_blockers(room, moment)])
    refuse_if(_same(room, state, reason))
    before, room.clean_until = room.state, None
    bring(room, state, moment=moment, by=by, note=reason)
    told = {"from": before, "to": state, **told_late(moment, at)}
    say("room.state_changed", about=room, reason=reason, details=told)
    return room


@command(permission=Permission.KEEP_ROOM_TIMES)
def end_clean_hold(*, room: Room, by: Actor, at: datetime) -> Room:
    """The clean hold time is over: the room is cleaned again before it is used."""
    room = room.lock()
    ends = room.clean_until
    if room.state not in CLEANED or ends is None or ends > at:
        raise refuse("STILL_CLEAN", _("The clean hold time of %(room)s runs.") % {"room": room})
    before = room.state
    bring(room, RoomState.EXPIRED, moment=ends, by=by)
    say("room.state_changed", about=room, details={"from": before, "to": room.state})
    return room


def _same(room: Room, state: RoomState, reason: str) -> Iterator[Blocker]:
    if room.state == state and room.state_note == reason:
        yield Blocker(
            "SAME_STATE",
            _("Room %(room)s is already “%(state)s”.")
            % {"room": room.code, "state": RoomState(state).label},
            field="state",
        )


def _said(room: Room) -> dict[str, object]:
    return {"grade": room.grade, "kind": room.kind, "containment": room.containment}
