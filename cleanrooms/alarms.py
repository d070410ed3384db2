"""What is wrong in a room now, told by the apps above."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class Alarm:
    """One line on a room's tile: what is beyond which level, where it leads, its sign."""

    room_id: UUID
    label: str
    url: str
    sign: str = "action"


Source = Callable[[Any], Iterable[Alarm]]
SOURCES: list[Source] = []


def contribute_alarms(source: Source) -> Source:
    """Adds a source; it is given the user, tells only what that user may see, the worst first."""
    if source not in SOURCES:
        SOURCES.append(source)
    return source


def alarms_by_room(user: Any) -> dict[UUID, list[Alarm]]:
    found: dict[UUID, list[Alarm]] = {}
    for source in SOURCES:
        for alarm in source(user):
            found.setdefault(alarm.room_id, []).append(alarm)
    return found
