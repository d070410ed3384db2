"""Questions about rooms that several pages ask."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count

from cleanrooms.models import Room, RoomKind, RoomState


@dataclass(frozen=True)
class StateCount:
    state: RoomState
    count: int


def state_counts() -> list[StateCount]:
    """How many cleanrooms are in each state, only the states there are, in their own order."""
    rows = Room.objects.filter(kind=RoomKind.CLEANROOM).order_by().values_list("state")
    counts = dict(rows.annotate(count=Count("pk")))
    return [StateCount(state, counts[state]) for state in RoomState if state in counts]
