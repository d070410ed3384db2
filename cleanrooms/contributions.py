"""What rooms and equipment add to search, deviations, files, labels; a partner finds none."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cleanrooms import inside as inside
from cleanrooms import labels as labels
from cleanrooms import photos as photos
from cleanrooms import status_contributions as status_contributions
from cleanrooms import used as used
from cleanrooms import work as work
from cleanrooms.exposures import of_lot as of_lot
from cleanrooms.exposures import said as said
from cleanrooms.models import Equipment, Grade, Room
from cleanrooms.models.equipment import TEXTS
from cleanrooms.seen import equipment_page, visible_equipment, visible_rooms
from documents.attaching import Subject as HasFiles
from documents.attaching import contribute_files
from people.finding.kinds import Findable, Found, contribute_finding
from people.permissions import Permission
from quality.subjects import (
    Context,
    Field,
    Subject,
    contribute_codes,
    contribute_context,
    contribute_subject,
)


def room_shown(room: Room) -> Found:
    return Found(
        room.code,
        reverse("room", args=[room.code]),
        name=room.name,
        line=f"{room.suite}, {Grade(room.grade).label}",
        sign=room.present.sign,
        word=str(room.present.label),
        icon=room.present.icon,
    )


@contribute_subject(Room._meta.label_lower, Permission.RAISE_DEVIATION)
def room_of_deviation(key: UUID) -> Subject | None:
    room = Room.objects.filter(pk=key).first()
    if room is None:
        return None
    page = reverse("room", args=[room.code])
    return Subject(Room._meta.label_lower, key, room.code, page, room=room.code)


@contribute_context(Room._meta.label_lower)
def context_of_room(key: UUID) -> Context:
    """What it is, and its state as the one field."""
    room = Room.objects.select_related("state_by").get(pk=key)
    note = f"{room.present.label}: {room.state_note}" if room.state_note else room.present.label
    state = Field(
        _("State"), str(note), by=room.state_by.display_name if room.state_by else "",
        at=room.since,
    )  # fmt: skip
    facts = (
        (_("Room"), room.name),
        (_("Suite"), room.suite),
        (_("Grade"), room.get_grade_display()),
    )
    return Context(facts, (state,))


@contribute_codes("room")
def rooms() -> list[tuple[str, str]]:
    return list(Room.objects.order_by("code").values_list("code", "name"))


@contribute_context(Equipment._meta.label_lower)
def context_of_equipment(key: UUID) -> Context:
    """What it is and where it stands; its state and what tells it apart as fields."""
    one = Equipment.objects.select_related("room", "out_of_service_by").get(pk=key)
    word = ": ".join(filter(None, (one.word, one.out_of_service_reason)))
    by = one.out_of_service_by.display_name if one.out_of_service_by else ""
    facts = (
        (_("Equipment"), one.name),
        (_("Kind"), str(one.get_kind_display())),
        (_("Room"), f"{one.room.code} {one.room.name}"),
        (_("Model"), f"{one.maker} {one.model}".strip() or "–"),
    )
    fields = (
        Field(_("State"), word, by=by, at=one.out_of_service_at),
        Field(_("Serial number"), one.serial_number or "–"),
    )
    return Context(facts, fields)


def equipment_shown(one: Equipment) -> Found:
    line = f"{one.room.code} {one.serial_number}".strip()
    return Found(
        one.code, equipment_page(one), name=one.name, line=line,
        sign=one.sign, word=one.word, icon=one.icon,
    )  # fmt: skip


@contribute_subject(Equipment._meta.label_lower, Permission.RAISE_DEVIATION)
def equipment_of_deviation(key: UUID) -> Subject | None:
    one = Equipment.objects.select_related("room").filter(pk=key).first()
    if one is None:
        return None
    page = equipment_page(one)
    return Subject(Equipment._meta.label_lower, key, one.code, page, room=one.room.code)


contribute_files(Equipment, HasFiles(visible_equipment, equipment_page))
contribute_finding(
    Findable(
        "room", gettext_lazy("Rooms"), "board", visible_rooms, room_shown,
        codes=("code",), texts=("code", "name", "suite"), place=20,
    ),
    Findable(
        "equipment", gettext_lazy("Equipment"), "gauge", visible_equipment, equipment_shown,
        codes=("code", "serial_number", "asset_number"), texts=TEXTS, place=21,
    ),
)  # fmt: skip
