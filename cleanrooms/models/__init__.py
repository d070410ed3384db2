"""Rooms, what lies in and beside them, and who was in them with what."""

from cleanrooms.models.checklist import Changeover, Checklist
from cleanrooms.models.cleaning import Cleaning, CleaningKind, Disinfectant, Rotation
from cleanrooms.models.equipment import Equipment, EquipmentKind
from cleanrooms.models.equipment_use import EquipmentUse
from cleanrooms.models.evidence import Evidence
from cleanrooms.models.evidence_kind import EvidenceKind, Need, Outcome
from cleanrooms.models.exposure import Exposure
from cleanrooms.models.handover import Handover
from cleanrooms.models.maintenance import Maintenance, MaintenanceKind
from cleanrooms.models.neighbour import Neighbour, Passage
from cleanrooms.models.presence import PlateDemand, Presence
from cleanrooms.models.room import Grade, Room, RoomKind
from cleanrooms.models.room_state import RoomState
from cleanrooms.models.sharing import Sharing
from cleanrooms.models.state_change import StateChange
from cleanrooms.models.use import Answer, ClearanceLine, Purpose, RoomUse, UseState
from cleanrooms.models.zone import Zone
from materials.models import Containment

__all__ = [
    "Answer",
    "Changeover",
    "Checklist",
    "Cleaning",
    "CleaningKind",
    "ClearanceLine",
    "Containment",
    "Disinfectant",
    "Equipment",
    "EquipmentKind",
    "EquipmentUse",
    "Evidence",
    "EvidenceKind",
    "Exposure",
    "Grade",
    "Handover",
    "Maintenance",
    "MaintenanceKind",
    "Need",
    "Neighbour",
    "Outcome",
    "Passage",
    "PlateDemand",
    "Presence",
    "Purpose",
    "Room",
    "RoomKind",
    "RoomState",
    "RoomUse",
    "Rotation",
    "Sharing",
    "StateChange",
    "UseState",
    "Zone",
]
