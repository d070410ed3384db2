"""What uses of rooms, uses of devices and stays of persons say was exposed."""

from __future__ import annotations

from collections.abc import Iterator

from cleanrooms.exposures.keeping import contribute_exposures
from cleanrooms.models import EquipmentKind, EquipmentUse, Exposure, Presence, RoomUse
from cleanrooms.models.exposure import interval

# What is in these stays closed, or is closed against the room; everything else counts as open.
CLOSED_IN = frozenset(
    {
        EquipmentKind.CLOSED_DEVICE, EquipmentKind.CENTRIFUGE, EquipmentKind.INCUBATOR,
        EquipmentKind.REFRIGERATOR, EquipmentKind.FREEZER, EquipmentKind.NITROGEN_TANK,
    }
)  # fmt: skip


@contribute_exposures(RoomUse)
def by_use_of_room(use: RoomUse) -> Iterator[Exposure]:
    """The lot it is for, open unless the use says that it stays closed."""
    if use.begun_at is not None and (use.lot_id or use.number):
        yield Exposure(
            room_id=use.room_id, lot_id=use.lot_id, number=use.number, is_open=not use.is_closed,
            period=interval(use.begun_at, use.ended_at),
        )  # fmt: skip


@contribute_exposures(EquipmentUse, "equipment")
def by_use_of_device(use: EquipmentUse) -> Iterator[Exposure]:
    """The lot, in the device where it stood when the use began, open as its kind is."""
    if use.lot_id is not None:
        yield Exposure(
            room_id=use.room_id or use.equipment.room_id, zone_id=use.zone_id,
            equipment_id=use.equipment_id, lot_id=use.lot_id,
            is_open=use.equipment.kind_of not in CLOSED_IN,
            period=interval(use.began_at, use.ended_at),
        )  # fmt: skip


@contribute_exposures(Presence)
def by_stay(stay: Presence) -> Iterator[Exposure]:
    """The person, in the room."""
    yield Exposure(
        room_id=stay.room_id, person_id=stay.person_id,
        period=interval(stay.entered_at, stay.left_at),
    )  # fmt: skip
