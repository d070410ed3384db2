"""Rooms, the zones in them, what lies beside them, and the equipment in them."""

from cleanrooms.models.equipment import Equipment, EquipmentKind
from cleanrooms.models.equipment_use import EquipmentUse
from cleanrooms.models.evidence import Evidence
from cleanrooms.models.evidence_kind import EvidenceKind, Need, Outcome
from cleanrooms.models.maintenance import Maintenance, MaintenanceKind
from cleanrooms.models.neighbour import Neighbour, Passage
from cleanrooms.models.room import Containment, Grade, Room, RoomKind, RoomState
from cleanrooms.models.zone import Zone

__all__ = [
    "Containment",
    "Equipment",
    "EquipmentKind",
    "EquipmentUse",
    "Evidence",
    "EvidenceKind",
    "Grade",
    "Maintenance",
    "MaintenanceKind",
    "Need",
    "Neighbour",
    "Outcome",
    "Passage",
    "Room",
    "RoomKind",
    "RoomState",
    "Zone",
]
