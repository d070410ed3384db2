"""Which rooms lie side by side, with the pressure between them."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cgtlims.first_run.columns import Column
from cgtlims.first_run.kinds import Choice, Number, Text
from cgtlims.first_run.subjects.references import ROOM
from cgtlims.first_run.subjects.subject import Doing, Item, Subject
from cleanrooms.commands.neighbours import Border, alter_border, join_rooms
from cleanrooms.models import Neighbour, Passage
from people.permissions import Permission

SAID = ("passage", "least_pa", "justification")


class Neighbours(Subject):
    name = "neighbours"
    title = _("Neighbouring rooms")
    note = _(
        "Two rooms with what is between them, named once, in either order. The difference is the "
        "first one minus the other, in Pa."
    )
    permission = Permission.MANAGE_ROOMS
    keys = ("room", "other")
    columns = (
        Column("room", ROOM, _("The code of one room"), "CR05", required=True, fixed=True),
        Column("other", ROOM, _("The code of the other"), "AL03", required=True, fixed=True),
        Column("passage", Choice(Passage), _("What is between them"), "DOOR", required=True),
        Column("least_pa", Number(), _("The least difference, with its sign"), "15"),
        Column("justification", Text(200), _("Why it is less, or into the cleaner room"), ""),
    )

    def find(self, item: Item) -> Neighbour | None:
        room, other = item.values["room"], item.values["other"]
        either = Q(room=room, other=other) | Q(room=other, other=room)
        found = Neighbour.objects.select_related("room", "other")
        return found.filter(either, ended_at__isnull=True).first()

    def now(self, record: Neighbour, item: Item) -> dict[str, Any]:
        """As seen from the room that the row names first."""
        room = item.values["room"]
        return {
            "room": room, "other": record.beyond(room), "passage": record.passage,
            "least_pa": record.difference_seen_from(room), "justification": record.justification,
        }  # fmt: skip

    def make(self, item: Item, doing: Doing) -> Neighbour:
        room, other = item.values["room"], item.values["other"]
        return join_rooms(room=room, other=other, border=border(item.values), **doing.who)

    def change(self, record: Neighbour, item: Item, doing: Doing) -> Neighbour:
        whole = self.whole(record, item)
        pa = whole["least_pa"]
        if record.room_id != whole["room"].pk and pa is not None:
            whole["least_pa"] = -pa
        return alter_border(
            neighbour=record, border=border(whole), reason=doing.reason, **doing.who
        )


def border(of: dict[str, Any]) -> Border:
    return Border(**{name: of[name] for name in SAID if name in of})
