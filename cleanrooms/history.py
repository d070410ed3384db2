"""How a room came to be as it is, out of the audit trail."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter

from cleanrooms.models import Room, RoomState
from integrity.models import AuditEvent


@dataclass(frozen=True)
class Change:
    """One event of a room; `before` and `after` are states, None when it was put on the plan."""

    at: datetime
    who: str
    before: RoomState | None
    after: RoomState | None
    note: str


def changes_of(room: Room, most: int) -> list[Change]:
    """The last changes of its state, newest first; those of what it is stand in its trail."""
    events = AuditEvent.objects.filter(
        subject_type=Room._meta.label_lower, subject_id=str(room.pk)
    ).exclude(verb="room.altered")
    return [change(event) for event in events.order_by("-seq")[:most]]


def change(event: AuditEvent) -> Change:
    before, after = event.details.get("from"), event.details.get("to")
    return Change(
        at=event.at,
        who=event.actor_name,
        before=RoomState(before) if before else None,
        after=RoomState(after) if after else None,
        note=event.reason,
    )


def latest(rooms: Iterable[Room], most: int) -> list[Room]:
    """The rooms whose state was set last, newest first, else in the given order."""
    dated = [(room.state_at, room) for room in rooms if room.state_at is not None]
    dated.sort(key=itemgetter(0), reverse=True)
    return [room for _, room in dated[:most]]
