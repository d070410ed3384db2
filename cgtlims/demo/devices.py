"""The devices of the demo facility; makers and numbers are invented."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from cleanrooms.commands.equipment import register_equipment
from cleanrooms.equipment_details import EquipmentDetails
from cleanrooms.models import EquipmentKind, Room
from people.models import User


class Device(NamedTuple):
    """One device and where it stands."""

    code: str
    name: str
    kind: EquipmentKind
    room: str
    serial_number: str


DEVICES = (
    Device(
        "BSC-01", "Safety cabinet, open handling 1", EquipmentKind.SAFETY_CABINET, "CR01", "4471"
    ),
    Device(
        "BSC-02", "Safety cabinet, open handling 2", EquipmentKind.SAFETY_CABINET, "CR02", "4472"
    ),
    Device(
        "BSC-03", "Safety cabinet, open handling 3", EquipmentKind.SAFETY_CABINET, "CR03", "4473"
    ),
    Device("ISO-01", "Filling isolator", EquipmentKind.ISOLATOR, "CR11", "IS-0061"),
    Device("CCP-01", "Closed cell processor", EquipmentKind.CLOSED_DEVICE, "CR05", "P2-0913"),
    Device("BIO-01", "Rocking bioreactor", EquipmentKind.CLOSED_DEVICE, "CR05", "RB-2207"),
    Device("TW-03", "Tube welder", EquipmentKind.CLOSED_DEVICE, "CR04", "W-30118"),
    Device("INC-02", "Incubator, 37 °C and 5 % CO2", EquipmentKind.INCUBATOR, "CR06", "IC-8850"),
    Device("INC-11", "Incubator, plates at 22.5 °C", EquipmentKind.INCUBATOR, "QC1", "IC-8861"),
    Device("INC-12", "Incubator, plates at 32.5 °C", EquipmentKind.INCUBATOR, "QC1", "IC-8862"),
    Device("BIO-07", "Vector bioreactor, 50 L", EquipmentKind.CLOSED_DEVICE, "CR07", "SU-0140"),
    Device("CRF-01", "Controlled rate freezer", EquipmentKind.FREEZER, "CR11", "CF-0077"),
    Device("LN2-01", "Liquid nitrogen tank 1", EquipmentKind.NITROGEN_TANK, "CR11", "T-5521"),
    Device("PC-05", "Particle counter", EquipmentKind.PARTICLE_COUNTER, "CR05", "PC-3105"),
    Device("CNT-01", "Cell counter", EquipmentKind.QC_INSTRUMENT, "QC2", "CC-0642"),
    Device("PCR-01", "Digital PCR", EquipmentKind.QC_INSTRUMENT, "QC2", "DP-0019"),
)


def make_devices(manager: User, founded: datetime) -> None:
    rooms = {room.code: room for room in Room.objects.all()}
    for number, one in enumerate(DEVICES, start=1):
        details = EquipmentDetails(
            name=one.name, kind=one.kind, room=rooms[one.room], serial_number=one.serial_number,
            asset_number=f"A-{number:04}",
        )  # fmt: skip
        register_equipment(code=one.code, details=details, by=manager, at=founded)
