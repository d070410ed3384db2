"""The cleaner parts of rooms."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from cgtlims.first_run.columns import Column
from cgtlims.first_run.kinds import Choice, Text
from cgtlims.first_run.subjects.references import EQUIPMENT, ROOM
from cgtlims.first_run.subjects.subject import Doing, Item, Subject
from cleanrooms.commands.zones import ZoneDetails, alter_zone, define_zone
from cleanrooms.models import Grade, Zone
from people.permissions import Permission

SAID = ("name", "grade", "equipment")


class Zones(Subject):
    name = "zones"
    title = _("Zones of rooms")
    note = _("Parts of a room that are cleaner than the room, and the device that makes them.")
    permission = Permission.MANAGE_ROOMS
    keys = ("code",)
    columns = (
        Column("code", Text(20), _("Its code, of the whole facility"), "CR05-A", required=True,
               fixed=True),
        Column("room", ROOM, _("The code of its room"), "CR05", required=True, fixed=True),
        Column("name", Text(100), _("What it is called"), "Working area", required=True),
        Column("grade", Choice(Grade), _("Its grade of cleanliness"), "A", required=True),
        Column("equipment", EQUIPMENT, _("The code of the device that makes it"), ""),
    )  # fmt: skip

    def find(self, item: Item) -> Zone | None:
        found = Zone.objects.select_related("room", "equipment")
        return found.filter(code__iexact=item.values["code"]).first()

    def make(self, item: Item, doing: Doing) -> Zone:
        room, code = item.values["room"], item.values["code"]
        return define_zone(room=room, code=code, details=details(item.values), **doing.who)

    def change(self, record: Zone, item: Item, doing: Doing) -> Zone:
        said = details(self.whole(record, item))
        return alter_zone(zone=record, details=said, reason=doing.reason, **doing.who)


def details(of: dict[str, Any]) -> ZoneDetails:
    return ZoneDetails(**{name: of[name] for name in SAID if name in of})
