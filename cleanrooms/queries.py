"""Questions about rooms that several pages ask."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q

from cleanrooms.models import Neighbour, Room, RoomKind, RoomState


@dataclass(frozen=True)
class StateCount:
    state: RoomState
    count: int


def state_counts(rooms: Iterable[Room]) -> list[StateCount]:
    """How many cleanrooms are in each state, only the states there are, in their own order."""
    counts = Counter(room.state for room in rooms if room.kind == RoomKind.CLEANROOM)
    return [StateCount(state, counts[state]) for state in RoomState if state in counts]


@dataclass(frozen=True)
class Beside:
    """A neighbour as seen from one room: `pa` is that room minus the other, at least, in Pa."""

    border: Neighbour
    other: Room
    pa: Decimal | None


def beside(room: Room) -> list[Beside]:
    """What lies beside a room now, by code."""
    found = Neighbour.objects.filter(Q(room=room) | Q(other=room), ended_at__isnull=True)
    rows = [
        Beside(one, one.beyond(room), one.difference_seen_from(room))
        for one in found.select_related("room", "other")
    ]
    return sorted(rows, key=lambda row: row.other.code)
