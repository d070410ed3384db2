"""The rooms of the demo facility: invented, with invented grades, on a plan of 29 m by 20 m."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from cleanrooms.commands.equipment import register_equipment
from cleanrooms.commands.rooms import Place, change_room_state, register_room
from cleanrooms.details import EquipmentDetails
from cleanrooms.models import EquipmentKind, Grade, Room, RoomKind, RoomState
from integrity.actors import Actor
from people.models import User

CLEANROOM, DEVELOPMENT, QC = RoomKind.CLEANROOM, RoomKind.DEVELOPMENT, RoomKind.QC
ONE, TWO = "Suite 1 · Autologous", "Suite 2 · Autologous"
THREE, FOUR = "Suite 3 · Viral vector", "Suite 4 · Allogeneic and fill"
LABS, QC_LABS = "Development · not GMP", "QC laboratories"
CLEAN, IN_USE, CLEANING = RoomState.CLEAN, RoomState.IN_USE, RoomState.CLEANING
DIRTY, HOLD, OUT = RoomState.TO_BE_CLEANED, RoomState.CLEAN_HOLD, RoomState.OUT_OF_SERVICE


class DemoRoom(NamedTuple):
    """One room: where it lies in plan units (10 cm), and how it is when the demo begins."""

    code: str
    name: str
    suite: str
    kind: RoomKind
    grade: Grade
    x: int
    y: int
    width: int
    height: int
    state: RoomState
    note: str = ""


ROOMS = (
    DemoRoom("CR01", "Open handling 1", ONE, CLEANROOM, Grade.B, 3, 10, 45, 42, CLEAN),
    DemoRoom("CR02", "Open handling 2", ONE, CLEANROOM, Grade.B, 50, 10, 45, 42, CLEAN),
    DemoRoom("CR03", "Open handling 3", ONE, CLEANROOM, Grade.B, 97, 10, 45, 42,
             IN_USE, "Media fill MF-031"),
    DemoRoom("CR04", "Receipt and thaw", TWO, CLEANROOM, Grade.C, 151, 10, 45, 42,
             CLEANING, "Disinfectant B"),
    DemoRoom("CR05", "Closed process 1", TWO, CLEANROOM, Grade.C, 198, 10, 45, 42, IN_USE),
    DemoRoom("CR06", "Closed process 2", TWO, CLEANROOM, Grade.C, 245, 10, 45, 42, CLEAN),
    DemoRoom("CR07", "Vector bioreactor", THREE, CLEANROOM, Grade.C, 3, 73, 68, 36,
             IN_USE, "LV-0061, bioreactor day 4"),
    DemoRoom("CR08", "Vector purification", THREE, CLEANROOM, Grade.C, 73, 73, 69, 36,
             HOLD, "Kept for the harvest of LV-0061"),
    DemoRoom("CR09", "Vector filling", THREE, CLEANROOM, Grade.C, 3, 111, 68, 36,
             DIRTY, "Left by LV-0060"),
    DemoRoom("CR10", "Buffer preparation", THREE, CLEANROOM, Grade.D, 73, 111, 69, 36,
             IN_USE, "Buffer preparation BP-118"),
    DemoRoom("CR11", "Fill and label", FOUR, CLEANROOM, Grade.B, 151, 73, 68, 36, CLEAN),
    DemoRoom("CR12", "Allogeneic expansion 1", FOUR, CLEANROOM, Grade.C, 221, 73, 69, 36, CLEAN),
    DemoRoom("CR13", "Allogeneic expansion 2", FOUR, CLEANROOM, Grade.C, 151, 111, 139, 36,
             OUT, "Filter integrity requalification; no entry without permit WP-0212"),
    DemoRoom("DL1", "Process development", LABS, DEVELOPMENT, Grade.CNC, 3, 168, 45, 31, IN_USE),
    DemoRoom("DL2", "Analytics", LABS, DEVELOPMENT, Grade.CNC, 50, 168, 45, 31, IN_USE),
    DemoRoom("DL3", "Training", LABS, DEVELOPMENT, Grade.CNC, 97, 168, 45, 31, CLEAN),
    DemoRoom("QC1", "Microbiology", QC_LABS, QC, Grade.D, 151, 168, 45, 31, IN_USE),
    DemoRoom("QC2", "Flow cytometry", QC_LABS, QC, Grade.CNC, 198, 168, 45, 31, IN_USE),
    DemoRoom("QC3", "PCR", QC_LABS, QC, Grade.CNC, 245, 168, 45, 31, CLEAN),
)  # fmt: skip


class Device(NamedTuple):
    """One device and where it stands; makers and numbers are invented."""

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
    Device("CCP-01", "Closed cell processor", EquipmentKind.CLOSED_DEVICE, "CR05", "P2-0913"),
    Device("BIO-01", "Rocking bioreactor", EquipmentKind.CLOSED_DEVICE, "CR05", "RB-2207"),
    Device("TW-03", "Tube welder", EquipmentKind.CLOSED_DEVICE, "CR04", "W-30118"),
    Device("INC-02", "Incubator, 37 °C and 5 % CO2", EquipmentKind.INCUBATOR, "CR06", "IC-8850"),
    Device("BIO-07", "Vector bioreactor, 50 L", EquipmentKind.CLOSED_DEVICE, "CR07", "SU-0140"),
    Device("CRF-01", "Controlled rate freezer", EquipmentKind.FREEZER, "CR11", "CF-0077"),
    Device("LN2-01", "Liquid nitrogen tank 1", EquipmentKind.NITROGEN_TANK, "CR11", "T-5521"),
    Device("PC-05", "Particle counter", EquipmentKind.PARTICLE_COUNTER, "CR05", "PC-3105"),
    Device("CNT-01", "Cell counter", EquipmentKind.QC_INSTRUMENT, "QC2", "CC-0642"),
    Device("PCR-01", "Digital PCR", EquipmentKind.QC_INSTRUMENT, "QC3", "DP-0019"),
)


def make_rooms(setup: Actor, lead: User, manager: User, founded: datetime, now: datetime) -> None:
    for row in ROOMS:
        room = register_room(
            code=row.code, name=row.name, suite=row.suite, kind=row.kind, grade=row.grade,
            place=Place(row.x, row.y, row.width, row.height), by=setup, at=founded,
        )  # fmt: skip
        if row.state != RoomState.OUT_OF_SERVICE or row.note:
            change_room_state(room=room, state=row.state, note=row.note, by=lead, at=now)
    make_devices(manager, founded)


def make_devices(manager: User, founded: datetime) -> None:
    rooms = {room.code: room for room in Room.objects.all()}
    for number, one in enumerate(DEVICES, start=1):
        details = EquipmentDetails(
            name=one.name, kind=one.kind, room=rooms[one.room], serial_number=one.serial_number,
            asset_number=f"A-{number:04}",
        )  # fmt: skip
        register_equipment(code=one.code, details=details, by=manager, at=founded)
