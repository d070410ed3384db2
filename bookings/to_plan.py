"""What falls due of rooms and devices, and no time is kept for it yet."""

from __future__ import annotations

from datetime import datetime, timedelta

from bookings.models import Blackout, BlackoutKind
from cleanrooms.due import Due, dues
from cleanrooms.models import Need, Room

WITHIN = timedelta(days=60)
KINDS = {
    Need.CALIBRATION: BlackoutKind.MAINTENANCE,
    Need.MAINTENANCE: BlackoutKind.MAINTENANCE,
}


def due_without_blackout(at: datetime) -> list[Due]:
    """Each room and device once, by its first date within 60 days."""
    ahead = Blackout.objects.filter(ends_at__gt=at, lifted_at__isnull=True)
    kept = {
        (room or device, kind)
        for room, device, kind in ahead.values_list("room", "equipment", "kind")
    }
    found: dict[tuple[object, str], Due] = {}
    for one in dues(at, WITHIN):
        kind = KINDS.get(one.line.need, BlackoutKind.REQUALIFICATION)
        if one.at is not None and (one.subject.pk, kind) not in kept:
            found.setdefault((one.subject.pk, kind), one)
    return list(found.values())


def key_of(due: Due) -> str:
    """As the form of a blackout names it."""
    of = "room" if isinstance(due.subject, Room) else "device"
    return f"{of}:{due.subject.code}"
