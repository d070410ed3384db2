"""The floor plan: what encloses what, and what fits into a room."""

from __future__ import annotations

from itertools import combinations

from cgtlims.demo.plan import ROOMS
from cleanrooms.models import Room, RoomKind
from cleanrooms.occupants import Occupant
from cleanrooms.plan import Box, Suite, Tile, building, by_suite


def room(code: str, suite: str = "One", x: int = 0, y: int = 0, **more: object) -> Room:
    return Room(code=code, name=f"Room {code}", suite=suite, x=x, y=y, width=40, height=30, **more)


def test_a_suite_encloses_its_rooms_and_the_building_its_suites() -> None:
    suites = by_suite([Tile(room("A")), Tile(room("B", x=50)), Tile(room("C", "Two", y=60))])
    assert [suite.name for suite in suites] == ["One", "Two"]
    assert suites[0].box == Box(-9, -30, 270 + 18, 90 + 9 + 30)
    walls = building(suites)
    assert walls is not None
    for suite in suites:
        assert encloses(walls, suite.box)


def test_no_room_no_building() -> None:
    assert building([]) is None


def test_a_tile_says_what_is_inside_else_the_note_else_the_name() -> None:
    empty = room("A")
    assert Tile(empty).line == "Room A"
    noted = room("A", state_note="Until noon")
    assert Tile(noted).line == "Until noon"
    inside = Occupant(room_id=noted.pk, label="B-1", url="/", note="Wash")
    assert (Tile(noted, [inside]).line, Tile(noted, [inside]).sub) == ("B-1", "Wash")


def test_the_demo_has_thirteen_cleanrooms_and_no_two_rooms_in_one_place() -> None:
    assert sum(row.kind == RoomKind.CLEANROOM for row in ROOMS) == 13
    assert len({row.code for row in ROOMS}) == len(ROOMS)
    boxes = {row.code: Box(row.x, row.y, row.width, row.height) for row in ROOMS}
    assert [pair for pair in combinations(boxes, 2) if overlap(*(boxes[one] for one in pair))] == []


def test_the_demo_suites_do_not_overlap() -> None:
    tiles = [
        Tile(Room(code=row.code, suite=row.suite, x=row.x, y=row.y, width=row.width,
                  height=row.height))
        for row in ROOMS
    ]  # fmt: skip
    suites: list[Suite] = by_suite(tiles)
    assert len(suites) == 6
    assert not any(overlap(one.box, other.box) for one, other in combinations(suites, 2))


def overlap(one: Box, other: Box) -> bool:
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )


def encloses(outer: Box, inner: Box) -> bool:
    return Box.around([outer, inner]) == outer
