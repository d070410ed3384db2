"""With which device the demo draws air, and counts particles."""

from __future__ import annotations

from cleanrooms.models import Equipment, EquipmentKind
from monitoring.models import Site

AIR = "AIR-01"
COUNTER = "PC-05"  # carried to rooms without one of their own


def sampler_of(site: Site | None) -> Equipment | None:
    """The counter of the room, where it has one; nothing where a plate alone is laid out."""
    kind = site.way.sampler if site else None
    if site is None or kind is None:
        return None
    if kind == EquipmentKind.AIR_SAMPLER:
        return device(AIR)
    own = Equipment.objects.filter(room=site.room_id, kind=kind).first()
    return own or device(COUNTER)


def device(code: str) -> Equipment:
    return Equipment.objects.get(code=code)
