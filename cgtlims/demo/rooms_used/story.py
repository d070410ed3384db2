"""The room of the contamination story: used and cleaned on the days on which plates grew."""

from __future__ import annotations

from datetime import timedelta

from cgtlims.demo.monitoring.rounds import STORY, STORY_PERSON, STORY_ROOM
from cgtlims.demo.rooms_used.fortnight import DAYS, MINUTE, Fortnight
from cleanrooms.commands.rooms import change_room_state
from cleanrooms.models import CleaningKind, Purpose, RoomState

LATER = 23  # days ago: what was made before was no patient's yet
MADE, MADE_LATER = "CART-ENG-03", "CART-26-001"
LONGEST = 3  # days of clean hold


def lay_story(weeks: Fortnight) -> None:
    """Every use of it before the fortnight, with the person whose gloves grew inside; between two
    that are far from each other it is cleaned, as its clean hold time asks.
    """
    days = sorted((day for day in STORY if day > DAYS[0]), reverse=True)
    change_room_state(
        room=weeks.rooms[STORY_ROOM], state=RoomState.CLEAN, reason="Cleaned and checked",
        by=weeks.users["kadler"], at=weeks.day(days[0] + 1, 6),
    )  # fmt: skip
    for day, following in zip(days, [*days[1:], DAYS[0]], strict=True):
        use(weeks, day)
        if day - following >= LONGEST:
            shift = weeks.shift(STORY_ROOM, 1)
            shift.clean(CleaningKind.ROUTINE, weeks.day(following + 2, 8))


def use(weeks: Fortnight, day: int) -> None:
    at, shift = weeks.day(day, 8), weeks.shift(STORY_ROOM, 1)
    number = MADE if day > LATER else MADE_LATER
    made = shift.begin(Purpose.PRODUCTION, at, number)
    inside = [shift.enter(shift.operator, at + 2 * MINUTE)]
    inside.append(shift.enter(weeks.users[STORY_PERSON], at + 4 * MINUTE))
    shift.at_the_cabinet(made, at + 10 * MINUTE, at + 140 * MINUTE)
    for one in inside:
        shift.leave(one, at + 150 * MINUTE)
        shift.take_prints(one, weeks.packs, at + 160 * MINUTE)
    shift.end(made, at + 170 * MINUTE)
    shift.clean(CleaningKind.AFTER_USE, at + timedelta(hours=3))
