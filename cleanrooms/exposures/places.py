"""The place of which it is asked what was exposed there: a room, a zone or a device."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from cleanrooms.models import Equipment, Exposure, Room, Zone
from cleanrooms.models.exposure import ExposureSet

ROOM, ZONE, DEVICE = "room", "zone", "device"


@dataclass(frozen=True)
class Place:
    """One of the three; a zone has its room."""

    room: Room | None = None
    zone: Zone | None = None
    device: Equipment | None = None

    @property
    def kind(self) -> str:
        return DEVICE if self.device else ZONE if self.zone else ROOM

    @property
    def code(self) -> str:
        found = self.device or self.zone or self.room
        return found.code if found else ""

    @property
    def key(self) -> str:
        """As the address names it."""
        return f"{self.kind}:{self.code}"

    @property
    def includes(self) -> str:
        """The rule, as people read it."""
        return str(INCLUDES[self.kind])


INCLUDES = {
    ROOM: _(
        "The room, its zones and the devices in it. Air may reach further: ask for the neighbours "
        "too."
    ),
    ZONE: _("The zone, the device that makes it, and what was in the room without a device."),
    DEVICE: _("The device, and who was in the room while something was in it."),
}


def place_named(key: str) -> Place | None:
    """By `room:CODE`, `zone:CODE` or `device:CODE`, also one that is closed or ended."""
    kind, _colon, code = key.partition(":")
    if kind == ROOM:
        room = Room.objects.filter(code__iexact=code).first()
        return Place(room=room) if room else None
    if kind == ZONE:
        zone = Zone.objects.select_related("room", "equipment").filter(code__iexact=code).first()
        return Place(room=zone.room, zone=zone) if zone else None
    device = Equipment.objects.select_related("room").filter(code__iexact=code).first()
    return Place(device=device) if device and kind == DEVICE else None


def exposures_at(place: Place, since: datetime, until: datetime) -> ExposureSet:
    """All that was there at any moment between the two.

    A room includes its zones and devices. A zone includes what its device held, and what was in the
    room while nobody said where. A device includes who was in the room with what it held.
    """
    during = Exposure.objects.during(since, until)
    if place.device is not None:
        held = during.filter(equipment=place.device)
        beside = held.filter(room=OuterRef("room"), period__overlap=OuterRef("period"))
        persons = during.filter(room__in=held.values("room"), person__isnull=False)
        return during.filter(
            Q(equipment=place.device) | Q(pk__in=persons.filter(Exists(beside)).values("pk"))
        )
    found = during.filter(room=place.room)
    if place.zone is None:
        return found
    made_by = Q(equipment=place.zone.equipment_id) if place.zone.equipment_id else Q(pk__in=[])
    return found.filter(Q(zone=place.zone) | made_by | Q(equipment__isnull=True))
