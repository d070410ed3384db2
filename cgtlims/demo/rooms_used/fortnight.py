"""The last fortnight of the demo's cleanrooms, and how each of them is now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from random import Random

from django.utils import timezone

from cgtlims.demo.monitoring.rounds import STORY_ROOM
from cgtlims.demo.pen import Pen
from cgtlims.demo.rooms_used.shift import Shift
from cleanrooms.commands.clearances import answer_line
from cleanrooms.commands.rooms import change_room_state
from cleanrooms.commands.uses import prepare_use
from cleanrooms.models import Answer, CleaningKind, Purpose, Room, RoomState
from materials.models import Container
from people.models import User

DAYS = (13, 10, 7, 4, 1)  # days ago: a clean hold of three days never ends
MINUTE = timedelta(minutes=1)
SEED = 5
# Which pair works in a room, and for what it is used.
PAIRS = (("aowusu", "imolenaar"), ("imolenaar", "aowusu"), ("jvermaat", "aowusu"))
WORK = {
    "CR01": (Purpose.PRODUCTION, "CART-ENG-03", ""),
    "CR02": (Purpose.PRODUCTION, "CART-26-001", ""),
    "CR03": (Purpose.MEDIA_FILL, "", "Media fill MF-030"),
    "CR04": (Purpose.PRODUCTION, "CART-26-002", ""),
    "CR05": (Purpose.PRODUCTION, "CART-26-001", ""),
    "CR06": (Purpose.PRODUCTION, "CART-26-001", ""),
    "CR07": (Purpose.PRODUCTION, "LV-0061-B", ""),
    "CR08": (Purpose.PRODUCTION, "LV-0061-B", ""),
    "CR09": (Purpose.PRODUCTION, "LV-0060-A", ""),
    "CR10": (Purpose.OTHER, "", "Buffer preparation BP-117"),
    "CR11": (Purpose.PRODUCTION, "CART-26-001", ""),
    "CR12": (Purpose.PRODUCTION, "CART-ENG-03", ""),
}
RUNNING = {
    "CR03": (Purpose.MEDIA_FILL, "", "Media fill MF-031"),
    "CR05": (Purpose.PRODUCTION, "CART-26-002", ""),
    "CR07": (Purpose.PRODUCTION, "LV-0061-B", "Bioreactor day 4"),
    "CR10": (Purpose.OTHER, "", "Buffer preparation BP-118"),
    "DL1": (Purpose.OTHER, "", "Development runs"),
    "DL2": (Purpose.OTHER, "", "Method transfer"),
    "QC1": (Purpose.OTHER, "", "Incubation and reading"),
    "QC2": (Purpose.OTHER, "", "Release testing"),
}


class Fortnight:
    """Every room on every third day: used and cleaned, or cleaned only."""

    def __init__(
        self, users: dict[str, User], pen: Pen, packs: Sequence[Container], now: datetime
    ) -> None:
        self.users, self.pen, self.now = users, pen, now
        self.random = Random(SEED)  # noqa: S311  (no secret: the same demo each time)
        self.rooms = {room.code: room for room in Room.objects.all()}
        self.packs = packs

    def shift(self, code: str, pair: int = 0) -> Shift:
        doer, second = PAIRS[pair % len(PAIRS)]
        return Shift(self.rooms[code], self.users[doer], self.users[second], self.pen)

    def day(self, ago: int, hour: int) -> datetime:
        zone = timezone.get_default_timezone()
        local = self.now.astimezone(zone)
        day = datetime.combine(local.date(), time(hour), tzinfo=zone)
        return day - timedelta(days=ago)

    def lay(self) -> None:
        for code in WORK:
            if code == STORY_ROOM:
                continue  # its story has begun already
            change_room_state(
                room=self.rooms[code], state=RoomState.CLEAN, reason="Cleaned and checked",
                by=self.users["kadler"], at=self.day(DAYS[0], 6),
            )  # fmt: skip
        for ago in DAYS:
            for place, code in enumerate(WORK):
                self.one(code, place, self.day(ago, 8) + place * 15 * MINUTE)
        self.end_as_it_is_now()

    def one(self, code: str, place: int, at: datetime) -> None:
        shift, uses = self.shift(code, place), self.random.random() < 0.5
        at += self.random.randrange(10) * MINUTE
        if not uses:
            shift.clean(CleaningKind.ROUTINE, at)
            return
        purpose, number, note = WORK[code]
        use = shift.begin(purpose, at, number, note)
        inside = shift.enter(shift.operator, at + 2 * MINUTE)
        shift.leave(inside, at + 12 * MINUTE)
        shift.take_prints(inside, self.packs, at + 18 * MINUTE)
        over = at + (150 + self.random.randrange(60)) * MINUTE
        shift.at_the_cabinet(use, at + 15 * MINUTE, over - 10 * MINUTE)
        shift.end(use, over)
        shift.clean(CleaningKind.AFTER_USE, over + 20 * MINUTE)

    def end_as_it_is_now(self) -> None:
        """Runs, is being cleaned, waits to be checked, was left, is shut."""
        at = self.now - 50 * MINUTE
        for place, (code, (purpose, number, note)) in enumerate(RUNNING.items()):
            begun = at - place * 7 * MINUTE
            self.shift(code, place).begin(purpose, begun, number, note)
        left = self.shift("CR09", 1)
        use = left.begin(Purpose.PRODUCTION, at - 30 * MINUTE, "LV-0060-A")
        left.end(use, at + 20 * MINUTE)
        self.shift("CR08", 1).clean(CleaningKind.ROUTINE, at, is_checked=False)
        self.shift("CR04", 0).begin_to_clean(CleaningKind.ROUTINE, self.now - 6 * MINUTE)
        self.leave_open(at)
        inside = (("CR03", "aowusu", 40), ("CR05", "jvermaat", 25), ("CR07", "imolenaar", 30))
        for code, username, minutes in inside:
            person = self.users[username]
            self.shift(code).enter(person, self.now - minutes * MINUTE)

    def leave_open(self, at: datetime) -> None:
        """A use half cleared, one that waits for its check, prints that are due and prints that
        could not be taken, a handover.
        """
        half = self.shift("CR12", 1)
        use = prepare_use(
            room=half.room, purpose=Purpose.MEDIA_FILL, note="Media fill MF-032",
            by=half.operator, at=at,
        )  # fmt: skip
        for line in use.lines.all()[:2]:
            answer_line(line=line, answer=Answer.DONE, by=half.operator, at=at + 4 * MINUTE)
        waits = self.shift("CR06", 1)
        use = prepare_use(
            room=waits.room, purpose=Purpose.PRODUCTION, number="CART-26-002",
            by=waits.operator, at=at,
        )  # fmt: skip
        waits.clear(use, at + 2 * MINUTE, is_checked=False)
        alone = self.shift("CR01", 2)
        alone.leave(alone.enter(alone.operator, at - 40 * MINUTE), at - 32 * MINUTE)
        torn = self.shift("CR02", 1)
        inside = torn.enter(torn.operator, at - 20 * MINUTE)
        torn.leave(inside, at - 14 * MINUTE)
        torn.leave_out(inside, "The pack was torn", at - 12 * MINUTE)
        self.shift("CR05", 2).hand_over("Filter of the incubator changed at noon.", at)
