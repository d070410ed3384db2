"""Rooms, and the equipment in them."""

from cleanrooms.models.equipment import Equipment, EquipmentKind
from cleanrooms.models.room import Grade, Room, RoomKind, RoomState

__all__ = ["Equipment", "EquipmentKind", "Grade", "Room", "RoomKind", "RoomState"]
