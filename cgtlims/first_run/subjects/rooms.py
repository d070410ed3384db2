"""Rooms and laboratories."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from cgtlims.first_run.columns import Column
from cgtlims.first_run.kinds import Choice, Text, Whole
from cgtlims.first_run.subjects.subject import Doing, Item, Subject
from cleanrooms.commands.rooms import alter_room, register_room
from cleanrooms.models import Containment, Grade, Room, RoomKind
from cleanrooms.room_details import Corner, Place, RoomDetails
from people.permissions import Permission

LIMITS = ("most_persons", "clean_up_minutes", "clean_hold_hours", "requalification_months")
NAMED = ("name", "suite", "kind", "grade")
PLACE = ("x", "y", "width", "height")


class Rooms(Subject):
    name = "rooms"
    title = _("Rooms")
    note = _(
        "A room begins out of service until somebody declares it clean. Places are drawn on the "
        "floor plan, in units of 10 cm from its upper left corner."
    )
    permission = Permission.MANAGE_ROOMS
    keys = ("code",)
    columns = (
        Column("code", Text(20), _("As painted on the door"), "CR05", required=True, fixed=True),
        Column("name", Text(100), _("What it is called"), "Closed process 1", required=True),
        Column("suite", Text(100), _("The suite it belongs to"), "Suite 2", required=True),
        Column("kind", Choice(RoomKind), _("What kind of room"), "CLEANROOM", required=True),
        Column("grade", Choice(Grade), _("Its grade of cleanliness"), "C", required=True),
        Column(
            "containment", Choice(Containment), _("For work with GMOs; empty means NONE"), "NONE"
        ),
        Column("most_persons", Whole(1, 200), _("Persons at most"), "4"),
        Column("clean_up_minutes", Whole(1, 60), _("Its qualified clean-up time"), "15"),
        Column("clean_hold_hours", Whole(1, 8_760), _("Its qualified clean hold time"), "72"),
        Column("requalification_months", Whole(1, 60), _("Months until it is requalified"), "6"),
        Column("x", Whole(0, 32_000), _("From the left"), "198", required=True),
        Column("y", Whole(0, 32_000), _("From the top"), "10", required=True),
        Column("width", Whole(1, 32_000), _("To the right"), "45", required=True),
        Column("height", Whole(1, 32_000), _("Downwards"), "42", required=True),
    )

    def said(self, item: Item) -> dict[str, Any]:
        if "containment" not in item.values:
            return item.values
        return {**item.values, "containment": item.values["containment"] or Containment.NONE}

    def find(self, item: Item) -> Room | None:
        return Room.objects.filter(code__iexact=item.values["code"]).first()

    def make(self, item: Item, doing: Doing) -> Room:
        return register_room(code=item.values["code"], **parts(item.values), **doing.who)

    def change(self, record: Room, item: Item, doing: Doing) -> Room:
        corners = tuple((x, y) for x, y in record.corners)
        to = parts(self.whole(record, item), corners)
        return alter_room(room=record, reason=doing.reason, **to, **doing.who)


def parts(of: dict[str, Any], corners: tuple[Corner, ...] = ()) -> dict[str, Any]:
    """What files say of a room; a shape that is no rectangle is drawn on its page."""
    x, y, width, height = (of[name] for name in PLACE)
    named = {name: of[name] for name in NAMED}
    limits = {name: of.get(name) for name in LIMITS}
    details = RoomDetails(
        place=Place(x, y, width, height, corners),
        containment=Containment(of.get("containment") or Containment.NONE),
        **{**named, **limits},
    )
    return {"details": details}
