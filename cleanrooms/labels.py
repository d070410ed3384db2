"""What stands on the labels of rooms and equipment."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cleanrooms.models import Equipment, Room
from cleanrooms.seen import equipment_page, visible_equipment, visible_rooms
from documents.labelled import Labelled, contribute_labels

OF_ROOMS = {
    "code": _("code of the room"),
    "name": _("name of the room"),
    "suite": _("suite it is in"),
    "grade": _("grade of its air"),
}
OF_EQUIPMENT = {
    "code": _("code of the device"),
    "name": _("name of the device"),
    "kind": _("what kind of device"),
    "room": _("code of the room it stands in"),
    "maker": _("its maker"),
    "model": _("its model"),
    "serial_number": _("serial number of the maker"),
    "asset_number": _("asset number"),
}


def room_values(room: Room) -> dict[str, str]:
    return {
        "code": room.code, "name": room.name, "suite": room.suite,
        "grade": str(room.get_grade_display()),
    }  # fmt: skip


def equipment_values(one: Equipment) -> dict[str, str]:
    return {
        "code": one.code, "name": one.name, "kind": str(one.get_kind_display()),
        "room": one.room.code, "maker": one.maker, "model": one.model,
        "serial_number": one.serial_number, "asset_number": one.asset_number,
    }  # fmt: skip


contribute_labels(
    Room,
    Labelled(
        title=_("Rooms"), names=OF_ROOMS, values=room_values, rows=visible_rooms,
        page=lambda room: reverse("room", args=[room.code]),
    ),
)  # fmt: skip
contribute_labels(
    Equipment,
    Labelled(
        title=_("Equipment"), names=OF_EQUIPMENT, values=equipment_values,
        rows=visible_equipment, page=equipment_page,
    ),
)  # fmt: skip
