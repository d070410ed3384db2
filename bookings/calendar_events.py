"""What a calendar shows of a period: rooms or devices as rows, and what stands in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from bookings.models import TAKING, BlackoutKind, BookingState, Purpose, Slot
from bookings.tenancy import bookable_equipment, bookable_rooms
from cleanrooms.models import Equipment, Room
from people.models import User

BUSY, BLACKOUT = "BUSY", "BLACKOUT"
SHOWN = (BookingState.REQUESTED, *TAKING, BookingState.NO_SHOW)
ROOMS, DEVICES = "rooms", "devices"
WORDS = {str(one.value): str(one.label) for one in Purpose}
KINDS = {str(one.value): str(one.label) for one in BlackoutKind}
COLUMNS = (
    "room_id", "equipment_id", "setup_minutes", "changeover_minutes", "booking__number",
    "booking__begins_at", "booking__ends_at", "booking__state", "booking__purpose",
    "booking__title", "booking__lot_number", "booking__client_id", "blackout__begins_at",
    "blackout__ends_at", "blackout__kind", "blackout__note", "is_active",
)  # fmt: skip


@dataclass(frozen=True)
class Event:
    """One slot as it is shown; `number` only of a booking that this person may open.

    Of another's a tenant learns that it is busy, with its buffers in it.
    """

    code: str
    begins_at: datetime
    ends_at: datetime
    state: str
    title: str = ""
    number: int | None = None
    setup: int = 0
    changeover: int = 0


def rows_of(user: User, at: datetime, *, kind: str = ROOMS, suite: str = "") -> Sequence[Any]:
    """The rooms or devices that this person may ask for."""
    found: list[Room] | list[Equipment] = (
        bookable_equipment(user, at) if kind == DEVICES else bookable_rooms(user, at)
    )
    return [one for one in found if suite in ("", suite_of(one))]


def suite_of(resource: Room | Equipment) -> str:
    room = resource.room if isinstance(resource, Equipment) else resource
    return room.suite


def events(
    user: User, rows: Sequence[Room | Equipment], begins_at: datetime, ends_at: datetime
) -> list[Event]:
    """All slots of these rows that touch the period; one query."""
    codes = {one.pk: one.code for one in rows}
    own = {one.pk for one in user.organisations} if not user.is_of_facility else None
    standing = Q(booking__state__in=SHOWN) | Q(blackout__lifted_at__isnull=True, is_active=True)
    of_rows = Q(room__in=[one.pk for one in rows if isinstance(one, Room)]) | Q(
        equipment__in=[one.pk for one in rows if isinstance(one, Equipment)]
    )
    found = Slot.objects.filter(of_rows, standing, held__overlap=(begins_at, ends_at))
    found = found.exclude(booking__isnull=True, blackout__isnull=True)
    return [one for row in found.values_list(*COLUMNS) for one in _event(row, codes, own)]


def _event(row: Any, codes: dict[Any, str], own: set[Any] | None) -> Iterator[Event]:
    (
        room, device, setup, changeover, number, begins_at, ends_at, state, purpose, title, lot,
        client, from_, until, kind, note, is_active,
    ) = row  # fmt: skip
    code = codes[room or device]
    if number is None:
        text = f"{KINDS[kind]}: {note}" if own is None else ""
        yield Event(code, from_, until, BLACKOUT if own is None else BUSY, text)
    elif own is None or client in own:
        text = " ".join(filter(None, (lot, title))) or WORDS[purpose]
        yield Event(code, begins_at, ends_at, state, text, number, setup, changeover)
    elif is_active:
        before, after = timedelta(minutes=setup), timedelta(minutes=changeover)
        yield Event(code, begins_at - before, ends_at + after, BUSY)


def compact(found: list[Event], zone: Any = None) -> list[list[Any]]:
    """As arrays in the facility's local time, by row and time, whoever asked first."""
    zone = zone or timezone.get_default_timezone()
    return sorted(
        [
            one.code, _local(one.begins_at, zone), _local(one.ends_at, zone), one.state, one.title,
            one.number or 0, one.setup, one.changeover,
        ]
        for one in found
    )  # fmt: skip


def _local(at: datetime, zone: Any) -> str:
    return at.astimezone(zone).isoformat()[:16]
