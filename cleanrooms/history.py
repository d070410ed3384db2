"""How a room came to be as it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter

from cleanrooms.models import Room, RoomState, StateChange


@dataclass(frozen=True)
class Change:
    """The room came from one state into another; `before` is None when it was put on the plan."""

    at: datetime
    who: str
    before: RoomState | None
    after: RoomState
    note: str


def changes_of(room: Room, most: int) -> list[Change]:
    """The last changes of its state, newest first; those of what it is stand in its trail."""
    return [
        Change(
            at=one.at, who=one.by_name, note=one.note, after=RoomState(one.after),
            before=RoomState(one.before) if one.before else None,
        )
        for one in StateChange.objects.filter(room=room)[:most]
    ]  # fmt: skip


def latest(rooms: Iterable[Room], most: int) -> list[Room]:
    """The rooms whose state was set last, newest first, else in the given order."""
    dated = [(room.state_at, room) for room in rooms if room.state_at is not None]
    dated.sort(key=itemgetter(0), reverse=True)
    return [room for _, room in dated[:most]]
