"""Rooms, the zones in them, what lies beside them, and the equipment in them."""

from cleanrooms.models.equipment import Equipment, EquipmentKind
from cleanrooms.models.neighbour import Neighbour, Passage
from cleanrooms.models.room import Containment, Grade, Room, RoomKind, RoomState
from cleanrooms.models.zone import Zone

__all__ = [
    "Containment",
    "Equipment",
    "EquipmentKind",
    "Grade",
    "Neighbour",
    "Passage",
    "Room",
    "RoomKind",
    "RoomState",
    "Zone",
]
