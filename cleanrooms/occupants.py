"""What is in a room now, told by the apps above."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class Occupant:
    """One line on a room's tile: what is there, where it leads, what is going on."""

    room_id: UUID
    label: str
    url: str
    note: str = ""


Source = Callable[[Any], Iterable[Occupant]]
SOURCES: list[Source] = []


def contribute_occupants(source: Source) -> Source:
    """Adds a source; it is given the user and tells only what that user may see."""
    if source not in SOURCES:
        SOURCES.append(source)
    return source


def occupants_by_room(user: Any) -> dict[UUID, list[Occupant]]:
    found: dict[UUID, list[Occupant]] = {}
    for source in SOURCES:
        for occupant in source(user):
            found.setdefault(occupant.room_id, []).append(occupant)
    return found
