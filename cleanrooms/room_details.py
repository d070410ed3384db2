"""What may be said of a room, and what may not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from cleanrooms.models import Containment, Grade, Room, RoomKind
from cleanrooms.needs import LATEST, MOST_MONTHS
from integrity.refusals import Blocker
from integrity.texts import one_line, text_blockers

MOST_UNITS = 32_000  # what PostgreSQL keeps in a small number
MOST_MINUTES, MOST_HOURS, MOST_PERSONS = 60, 8_760, 200
Corner = tuple[int, int]


@dataclass(frozen=True)
class Place:
    """Where a room is drawn on the facility plan, in plan units (1 unit = 10 cm).

    A rectangle; `corners` says its shape where it is another one, in order, within the rectangle.
    """

    x: int
    y: int
    width: int
    height: int
    corners: tuple[Corner, ...] = ()


@dataclass(frozen=True, kw_only=True)
class RoomDetails:
    """All of a room that may be altered.

    `clean_up_minutes` is its qualified clean-up time, `clean_hold_hours` how long it stays clean
    unused; None where none is qualified. `requalification_months` may be less than Annex 1 says.
    """

    name: str
    suite: str
    kind: RoomKind
    grade: Grade
    place: Place
    containment: Containment = Containment.NONE
    most_persons: int | None = None
    clean_up_minutes: int | None = None
    clean_hold_hours: int | None = None
    requalification_months: int | None = None

    def put(self, room: Room) -> None:
        room.name, room.suite = one_line(self.name), one_line(self.suite)
        room.kind, room.grade, room.containment = self.kind, self.grade, self.containment
        room.most_persons = self.most_persons
        room.clean_up_minutes, room.clean_hold_hours = self.clean_up_minutes, self.clean_hold_hours
        room.requalification_months = self.requalification_months
        place = self.place
        room.x, room.y, room.width, room.height = place.x, place.y, place.width, place.height
        room.corners = [list(corner) for corner in place.corners]


def room_blockers(room: Room) -> Iterator[Blocker]:
    """A code as painted on the door, names, a shape with an area, and limits that can be meant."""
    yield from text_blockers(Room, code=room.code, name=room.name, suite=room.suite)
    if "/" in room.code:
        yield Blocker(
            "BAD_CODE", _("“%(code)s” is not a code of a room.") % {"code": room.code},
            clears=_("Accepted: 1 to 20 characters without a stroke."), field="code",
        )  # fmt: skip
    for name, least in (("x", 0), ("y", 0), ("width", 1), ("height", 1)):
        yield from _within(name, getattr(room, name), least, MOST_UNITS, _("units of 10 cm"))
    yield from _within("most_persons", room.most_persons, 1, MOST_PERSONS, _("persons"))
    # Guidance is less than 20 minutes (Annex 1 4.29 iii); what is qualified counts.
    yield from _within("clean_up_minutes", room.clean_up_minutes, 1, MOST_MINUTES, _("minutes"))
    yield from _within("clean_hold_hours", room.clean_hold_hours, 1, MOST_HOURS, _("hours"))
    most = LATEST.get(Grade(room.grade), MOST_MONTHS) if room.grade in Grade else MOST_MONTHS
    yield from _within("requalification_months", room.requalification_months, 1, most, _("months"))
    yield from _corner_blockers(room)


def _within(name: str, value: int | None, least: int, most: int, unit: object) -> Iterator[Blocker]:
    if value is not None and not least <= value <= most:
        yield Blocker(
            "OUT_OF_RANGE", _("%(value)s %(unit)s cannot be.") % {"value": value, "unit": unit},
            clears=_("Accepted: %(least)s to %(most)s.") % {"least": least, "most": most},
            field=name,
        )  # fmt: skip


def _corner_blockers(room: Room) -> Iterator[Blocker]:
    """A shape has at least three corners, all within the rectangle, and an area."""
    corners = [(x, y) for x, y in room.corners]
    if not corners:
        return
    right, bottom = room.x + room.width, room.y + room.height
    if any(not (room.x <= x <= right and room.y <= y <= bottom) for x, y in corners):
        yield Blocker(
            "CORNER_OUTSIDE", _("A corner lies outside the room’s rectangle."),
            clears=_("Accepted: corners from %(x)s,%(y)s to %(right)s,%(bottom)s.")
            % {"x": room.x, "y": room.y, "right": right, "bottom": bottom},
            field="corners",
        )  # fmt: skip
    elif not _area(corners):
        yield Blocker(
            "NO_AREA", _("These corners enclose nothing."),
            clears=_("Give at least three corners in order around the room."), field="corners",
        )  # fmt: skip


def _area(corners: list[Corner]) -> int:
    """Twice the area that the corners enclose, by the shoelace formula."""
    following = [*corners[1:], corners[0]]
    pairs = zip(corners, following, strict=True)
    return abs(sum(x * next_y - next_x * y for (x, y), (next_x, next_y) in pairs))
