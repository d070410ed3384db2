"""What is open in a room: for the shift that comes, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import chain

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cleanrooms.gates.use import clean_up_end
from cleanrooms.models import (
    Cleaning,
    EquipmentUse,
    PlateDemand,
    Presence,
    Room,
    RoomUse,
    UseState,
)
from integrity.moments import in_zone

MOST = 300

Source = Callable[[Room], Iterable[str]]
SOURCES: list[Source] = []


def contribute_open_items(source: Source) -> Source:
    """Adds what an app above leaves open in a room, a line each."""
    if source not in SOURCES:
        SOURCES.append(source)
    return source


def open_items(room: Room, at: datetime, *, unsent: int = 0) -> list[str]:
    """All that is open in the room, and how many entries the tablet has not sent."""
    found = [*_in_room(room), *_timers(room, at), *_devices(room)]
    found += chain.from_iterable(source(room) for source in SOURCES)
    if unsent:
        said = ngettext(
            "%(n)s entry of the tablet is not sent", "%(n)s entries of the tablet are not sent",
            unsent,
        )  # fmt: skip
        found.append(said % {"n": unsent})
    return [line[:MOST] for line in found]


def _in_room(room: Room) -> list[str]:
    """Its state, uses that run or are prepared, a cleaning, who is in, plates that are due."""
    since = f", {in_zone(room.since)}" if room.since else ""
    found = [f"{room.present.label}{since}"]
    uses = RoomUse.objects.filter(room=room, state__in=(UseState.PREPARED, UseState.RUNNING))
    found += [f"{use.label}: {use.present.label}" for use in uses.order_by("prepared_at")]
    unchecked = Cleaning.objects.filter(room=room, checked_at__isnull=True)
    found += [f"{one.get_kind_display()}: {one.word}" for one in unchecked.select_related("room")]
    inside = Presence.objects.inside().filter(room=room).select_related("person")
    found += [
        _("%(who)s is in since %(at)s")
        % {"who": one.person.display_name, "at": in_zone(one.entered_at)}
        for one in inside
    ]
    due = PlateDemand.objects.open().filter(presence__room=room)
    found += [
        _("Personnel plates of %(who)s are due") % {"who": one.presence.person.display_name}
        for one in due.select_related("presence__person")
    ]
    return found


def _timers(room: Room, at: datetime) -> Iterator[str]:
    """Times that run: clean hold, clean-up after a use, contact of an agent."""
    if room.clean_until:
        yield _("Clean until %(at)s") % {"at": in_zone(room.clean_until)}
    free_at = clean_up_end(room)
    if free_at and free_at > at:
        yield _("Clean-up time until %(at)s") % {"at": in_zone(free_at)}
    for one in Cleaning.objects.running(room):
        if one.wet_until:
            yield _("Contact time until %(at)s") % {"at": in_zone(one.wet_until)}


def _devices(room: Room) -> Iterator[str]:
    """Devices that are in use there."""
    running = EquipmentUse.objects.running().filter(room=room)
    for one in running.select_related("equipment", "lot").order_by("began_at"):
        yield _("%(device)s is in use for %(what)s since %(at)s") % {
            "device": one.equipment.code, "what": one.what,
            "at": in_zone(one.began_at),
        }  # fmt: skip
