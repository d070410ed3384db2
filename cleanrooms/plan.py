"""The floor plan: where rooms, suites and the building are drawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cleanrooms.alarms import Alarm
from cleanrooms.models import Room
from cleanrooms.occupants import Occupant

SCALE = 3  # drawing units for a plan unit of 10 cm
PADDING, HEAD, MARGIN = 9, 30, 6
LOW = 60


@dataclass(frozen=True)
class Box:
    """A rectangle in drawing units."""

    x: int
    y: int
    width: int
    height: int

    @classmethod
    def around(cls, boxes: Iterable[Box]) -> Box:
        found = list(boxes)
        x, y = min(box.x for box in found), min(box.y for box in found)
        right = max(box.x + box.width for box in found)
        bottom = max(box.y + box.height for box in found)
        return cls(x, y, right - x, bottom - y)

    def grown(self, by: int, head: int | None = None) -> Box:
        """Larger on every side; `head` is the larger part above."""
        above = by if head is None else head
        return Box(self.x - by, self.y - above, self.width + 2 * by, self.height + by + above)


@dataclass(frozen=True)
class Tile:
    """A room as it is shown: with what is inside and wrong; grey when a filter leaves it out."""

    room: Room
    occupants: Sequence[Occupant] = ()
    is_left_out: bool = False
    alarms: Sequence[Alarm] = ()

    @property
    def alarm(self) -> Alarm | None:
        """The worst one."""
        return self.alarms[0] if self.alarms else None

    @property
    def box(self) -> Box:
        room = self.room
        return Box(room.x * SCALE, room.y * SCALE, room.width * SCALE, room.height * SCALE)

    @property
    def points(self) -> str:
        """Its corners within its box, where it is no rectangle."""
        room = self.room
        moved = (((x - room.x) * SCALE, (y - room.y) * SCALE) for x, y in room.corners)
        return " ".join(f"{x},{y}" for x, y in moved)

    @property
    def is_low(self) -> bool:
        """Too low for more than its code and its state, side by side."""
        return self.box.height < LOW

    @property
    def line(self) -> str:
        """What is in the room, else why it is in its state, else what the room is."""
        if self.occupants:
            return ", ".join(occupant.label for occupant in self.occupants)
        return self.room.state_note or self.room.name

    @property
    def sub(self) -> str:
        return self.occupants[0].note if self.occupants else ""


@dataclass(frozen=True)
class Suite:
    """The rooms of one suite and the area that encloses them."""

    name: str
    tiles: list[Tile]

    @property
    def chosen(self) -> list[Tile]:
        """Without the rooms that a filter leaves out."""
        return [tile for tile in self.tiles if not tile.is_left_out]

    @property
    def box(self) -> Box:
        return Box.around(tile.box for tile in self.tiles).grown(PADDING, HEAD)


def by_suite(tiles: Iterable[Tile]) -> list[Suite]:
    """Suites in the order of their first room."""
    found: dict[str, Suite] = {}
    for tile in tiles:
        name = tile.room.suite
        found.setdefault(name, Suite(name, [])).tiles.append(tile)
    return list(found.values())


def building(suites: Sequence[Suite]) -> Box | None:
    """The outer walls around all suites; None while there is no room."""
    return Box.around(suite.box for suite in suites).grown(MARGIN) if suites else None
