"""What of rooms and devices is due or overdue, by its date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse

from cleanrooms.models import Equipment, Room, RoomKind
from cleanrooms.standing import Line, Standing, lines_of_all

WARN = timedelta(days=30)


@dataclass(frozen=True)
class Due:
    """One need of one room or device, due since it failed; `at` is None where nothing was shown."""

    subject: Room | Equipment
    line: Line
    at: datetime | None

    @property
    def room(self) -> Room:
        return self.subject if isinstance(self.subject, Room) else self.subject.room

    @property
    def is_open(self) -> bool:
        """It does not stand: nothing was shown, it failed, or it is overdue."""
        return self.line.standing is not Standing.VALID

    @property
    def sign(self) -> str:
        return "hold" if self.line.standing is Standing.VALID else self.line.standing.sign

    @property
    def url(self) -> str:
        return status_page(self.subject)


def status_page(subject: Room | Equipment) -> str:
    of = "room" if isinstance(subject, Room) else "device"
    return reverse("status", args=[of, subject.code])


def dues(at: datetime, within: timedelta | None = WARN) -> list[Due]:
    """All that does not stand and all that ends within the time, first what is over longest.

    Without a time, all that is ever due again. Devices out of service and laboratories for
    development, which are not for GMP, are left out.
    """
    found = list(_all(at, within))
    first = datetime.min.replace(tzinfo=at.tzinfo)
    return sorted(found, key=lambda one: (one.at or first, one.subject.code, one.line.need))


def _all(at: datetime, within: timedelta | None) -> Iterator[Due]:
    rooms = list(Room.objects.exclude(kind=RoomKind.DEVELOPMENT))
    devices = Equipment.objects.filter(out_of_service_at__isnull=True).select_related("room")
    standing: list[tuple[Room | Equipment, list[Line]]] = [
        *lines_of_all(rooms, at), *lines_of_all(list(devices), at)
    ]  # fmt: skip
    for subject, lines in standing:
        for line in lines:
            due = Due(subject, line, line.until or _failed_at(line))
            if due.is_open or _ends(line, at, within):
                yield due


def _ends(line: Line, at: datetime, within: timedelta | None) -> bool:
    return line.until is not None and (within is None or line.until <= at + within)


def _failed_at(line: Line) -> datetime | None:
    failed = line.evidence is not None and line.standing is Standing.FAILED
    return line.evidence.performed_at if line.evidence and failed else None
