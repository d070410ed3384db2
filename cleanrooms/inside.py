"""What and who is in a room now, as its tile and its page show it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cleanrooms.models import Presence, RoomUse, UseState
from cleanrooms.occupants import Occupant, contribute_occupants
from people.models import User


@contribute_occupants
def uses_in_rooms(user: User) -> Iterator[Occupant]:
    """Each use that runs."""
    if not user.is_of_facility:
        return
    running = RoomUse.objects.filter(state=UseState.RUNNING)
    for use in running.order_by("begun_at"):
        page = reverse("use", args=[use.pk])
        yield Occupant(use.room_id, use.label, page, str(use.get_purpose_display()))


@contribute_occupants
def persons_in_rooms(user: User) -> Iterator[Occupant]:
    """Who is in, by name; the rooms of the facility are its people’s to see."""
    if not user.is_of_facility:
        return
    rooms: dict[tuple[UUID, str], list[Presence]] = defaultdict(list)
    inside = Presence.objects.inside().select_related("room", "person").order_by("entered_at")
    for one in inside:
        rooms[one.room_id, one.room.code].append(one)
    for (key, code), found in rooms.items():
        since = ", ".join(f"{one.person.display_name} {_clock(one)}" for one in found)
        said = _("%(n)s inside") % {"n": len(found)}
        yield Occupant(key, said, reverse("room", args=[code]), since)


def _clock(one: Presence) -> str:
    return f"{timezone.localtime(one.entered_at, timezone.get_default_timezone()):%H:%M}"
