"""What rooms add to search: they are the facility's own, a partner finds none of them."""

from __future__ import annotations

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cleanrooms.models import Grade, Room
from people.finding.kinds import Findable, Found, contribute_finding
from people.models import User


def visible_rooms(user: User) -> QuerySet[Room]:
    return Room.objects.all() if user.is_of_facility else Room.objects.none()


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


contribute_finding(
    Findable(
        "room", _("Rooms"), "board", visible_rooms, room_shown,
        codes=("code",), texts=("code", "name", "suite"), place=20,
    )
)  # fmt: skip
