"""Two rooms side by side, and a cleaner part of one."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from cleanrooms.commands.neighbours import Border, join_rooms
from cleanrooms.commands.zones import ZoneDetails, define_zone
from cleanrooms.models import Grade, Passage
from people.models import User
from tests import cast

OF_ROOM = ("room-alter", "zone-new", "neighbour-new")
WHY = {"version": 1, "reason": "As agreed"}
ROOM = {
    "name": "Filling", "suite": "Suite 4", "kind": "CLEANROOM", "grade": "B",
    "containment": "NONE", "x": 1, "y": 1, "width": 40, "height": 30,
}  # fmt: skip
BORDER = {"passage": "DOOR", "least_pa": "15"}


class Rooms:
    def __init__(self, people: dict[str, User]) -> None:
        by = {"by": people["nbakker"], "at": cast.NOW}
        self.room, self.other, self.third = (
            cast.make_room(code, grade)
            for code, grade in (("CR31", Grade.B), ("AL31", Grade.C), ("AL32", Grade.C))
        )
        details = ZoneDetails(name="Cabinet", grade=Grade.A)
        self.zone = define_zone(room=self.room, code="CR31-A", details=details, **by)
        border = Border(passage=Passage.DOOR, least_pa=Decimal(15))
        self.neighbour = join_rooms(room=self.room, other=self.other, border=border, **by)

    @property
    def places(self) -> dict[str, dict[str, object]]:
        return {
            **{name: {"code": self.room.code} for name in OF_ROOM},
            **{name: {"pk": self.zone.pk} for name in ("zone-alter", "zone-end")},
            **{name: {"pk": self.neighbour.pk} for name in ("neighbour-alter", "neighbour-end")},
        }

    @property
    def bodies(self) -> dict[tuple[str, str], dict[str, Any]]:
        zone = {"name": "Isolator", "grade": "A"}
        sent = {
            "unsent-aside": {
                "title": "Enter CR31",
                "made_at": "2026-11-22T12:00:00Z",
                "said": "{}",
                "why": "",
                "reason": "As agreed",
            },
            "room-new": {**ROOM, "code": "CR32"},
            "room-alter": {**ROOM, "version": self.room.version, "reason": "As agreed"},
            "zone-new": {**zone, "code": "CR31-B"},
            "zone-alter": {**zone, **WHY},
            "zone-end": WHY,
            "neighbour-new": {**BORDER, "other": self.third.pk},
            "neighbour-alter": {**BORDER, **WHY},
            "neighbour-end": WHY,
        }
        return {(name, "POST"): body for name, body in sent.items()}
