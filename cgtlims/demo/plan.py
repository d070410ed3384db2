"""The floor plan of the demo facility: invented, 29 m by 24 m; places in units of 10 cm."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from cleanrooms.models import Containment, Grade, Passage, RoomKind, RoomState

CLEANROOM, AIRLOCK = RoomKind.CLEANROOM, RoomKind.AIRLOCK
DEVELOPMENT, QC = RoomKind.DEVELOPMENT, RoomKind.QC
ONE, TWO = "Suite 1 · Autologous", "Suite 2 · Autologous"
THREE, FOUR = "Suite 3 · Viral vector", "Suite 4 · Allogeneic and fill"
LABS, QC_LABS = "Development · not GMP", "QC laboratories"
CLEAN, OUT = RoomState.CLEAN, RoomState.OUT_OF_SERVICE
GMO_1, GMO_2 = Containment.LEVEL_1, Containment.LEVEL_2
SINK = "Sink for vectors: air flows in from the airlock, which is a bubble (GMO permit)"
OUTWARDS, INWARDS = Decimal(15), Decimal(-10)


class DemoRoom(NamedTuple):
    """One room: where it lies, and whether it is shut; what runs in it follows from its uses."""

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
    containment: Containment = Containment.NONE
    most_persons: int | None = None


ROOMS = (
    DemoRoom("CR01", "Open handling 1", ONE, CLEANROOM, Grade.B, 3, 10, 45, 42, CLEAN,
             "", GMO_1, 3),
    DemoRoom("CR02", "Open handling 2", ONE, CLEANROOM, Grade.B, 50, 10, 45, 42, CLEAN,
             "", GMO_1, 3),
    DemoRoom("CR03", "Open handling 3", ONE, CLEANROOM, Grade.B, 97, 10, 45, 42,
             CLEAN, "", GMO_1, 3),
    DemoRoom("AL01", "Personnel airlock, suite 1", ONE, AIRLOCK, Grade.C, 3, 54, 68, 14, CLEAN,
             "", GMO_1, 2),
    DemoRoom("AL02", "Material airlock, suite 1", ONE, AIRLOCK, Grade.C, 73, 54, 69, 14, CLEAN,
             "", GMO_1, 1),
    DemoRoom("CR04", "Receipt and thaw", TWO, CLEANROOM, Grade.C, 151, 10, 45, 42,
             CLEAN, "", GMO_1, 4),
    DemoRoom("CR05", "Closed process 1", TWO, CLEANROOM, Grade.C, 198, 10, 45, 42, CLEAN,
             "", GMO_1, 4),
    DemoRoom("CR06", "Closed process 2", TWO, CLEANROOM, Grade.C, 245, 10, 45, 42, CLEAN,
             "", GMO_1, 4),
    DemoRoom("AL03", "Personnel airlock, suite 2", TWO, AIRLOCK, Grade.D, 151, 54, 68, 14, CLEAN,
             "", GMO_1, 3),
    DemoRoom("AL04", "Material airlock, suite 2", TWO, AIRLOCK, Grade.D, 221, 54, 69, 14, CLEAN,
             "", GMO_1, 1),
    DemoRoom("CR07", "Vector bioreactor", THREE, CLEANROOM, Grade.C, 3, 90, 68, 36,
             CLEAN, "", GMO_2, 3),
    DemoRoom("CR08", "Vector purification", THREE, CLEANROOM, Grade.C, 73, 90, 69, 36,
             CLEAN, "", GMO_2, 3),
    DemoRoom("CR09", "Vector filling", THREE, CLEANROOM, Grade.C, 3, 128, 68, 36,
             CLEAN, "", GMO_2, 3),
    DemoRoom("CR10", "Buffer preparation", THREE, CLEANROOM, Grade.D, 73, 128, 69, 36,
             CLEAN, "", Containment.NONE, 3),
    DemoRoom("AL05", "Personnel airlock, suite 3", THREE, AIRLOCK, Grade.D, 3, 166, 68, 14, CLEAN,
             "", GMO_2, 2),
    DemoRoom("AL06", "Material airlock, suite 3", THREE, AIRLOCK, Grade.D, 73, 166, 69, 14, CLEAN,
             "", GMO_2, 1),
    DemoRoom("CR11", "Fill and label", FOUR, CLEANROOM, Grade.B, 151, 90, 68, 36, CLEAN,
             "", GMO_1, 3),
    DemoRoom("CR12", "Allogeneic expansion 1", FOUR, CLEANROOM, Grade.C, 221, 90, 69, 36, CLEAN,
             "", GMO_1, 4),
    DemoRoom("CR13", "Allogeneic expansion 2", FOUR, CLEANROOM, Grade.C, 151, 128, 139, 36,
             OUT, "Filter integrity requalification; no entry without permit WP-0212", GMO_1, 6),
    DemoRoom("AL07", "Personnel airlock, suite 4", FOUR, AIRLOCK, Grade.C, 151, 166, 68, 14, CLEAN,
             "", GMO_1, 3),
    DemoRoom("AL08", "Material airlock, suite 4", FOUR, AIRLOCK, Grade.D, 221, 166, 69, 14, CLEAN,
             "", GMO_1, 1),
    DemoRoom("DL1", "Process development", LABS, DEVELOPMENT, Grade.CNC, 3, 203, 45, 31, CLEAN,
             "", GMO_1),
    DemoRoom("DL2", "Analytics", LABS, DEVELOPMENT, Grade.CNC, 50, 203, 45, 31, CLEAN,
             "", GMO_1),
    DemoRoom("DL3", "Training", LABS, DEVELOPMENT, Grade.CNC, 97, 203, 45, 31, CLEAN),
    DemoRoom("QC1", "Microbiology", QC_LABS, QC, Grade.D, 151, 203, 45, 31, CLEAN,
             "", GMO_1, 4),
    DemoRoom("QC2", "Flow cytometry and PCR", QC_LABS, QC, Grade.CNC, 198, 203, 92, 31, CLEAN,
             "", GMO_1, 8),
)  # fmt: skip


class DemoBorder(NamedTuple):
    """Two rooms side by side: `pa` is the first one minus the other."""

    room: str
    other: str
    pa: Decimal | None = None
    passage: Passage = Passage.DOOR
    why: str = ""


def cascade() -> list[DemoBorder]:
    """Cleanrooms over their airlocks; those for vectors below theirs."""
    found = [DemoBorder(room, "AL01", OUTWARDS) for room in ("CR01", "CR02", "CR03")]
    found += [DemoBorder("CR03", "AL02", OUTWARDS, Passage.HATCH)]
    for room in ("CR04", "CR05", "CR06"):
        found += [
            DemoBorder(room, "AL03", OUTWARDS),
            DemoBorder(room, "AL04", OUTWARDS, Passage.HATCH),
        ]
    for room in ("CR07", "CR08", "CR09"):
        found += [DemoBorder(room, "AL05", INWARDS, why=SINK)]
    found += [
        DemoBorder("CR09", "AL06", INWARDS, Passage.HATCH, SINK),
        DemoBorder("CR10", "AL06", Decimal(5)),
        DemoBorder("CR11", "AL07", OUTWARDS),
        DemoBorder("CR12", "AL07"),
        DemoBorder("CR13", "AL07"),
        DemoBorder("CR12", "AL08", OUTWARDS, Passage.HATCH),
        DemoBorder("CR13", "AL08", OUTWARDS, Passage.HATCH),
        DemoBorder("CR01", "CR02", passage=Passage.WALL),
        DemoBorder("CR02", "CR03", passage=Passage.WALL),
        DemoBorder("CR05", "CR06", passage=Passage.HATCH),
        DemoBorder("CR07", "CR08", passage=Passage.HATCH),
        DemoBorder("DL1", "DL2"),
        DemoBorder("DL2", "DL3"),
        DemoBorder("QC1", "QC2", OUTWARDS),
    ]
    return found


class DemoZone(NamedTuple):
    code: str
    name: str
    device: str


ZONES = (
    DemoZone("CR01-A", "Working area of the safety cabinet", "BSC-01"),
    DemoZone("CR02-A", "Working area of the safety cabinet", "BSC-02"),
    DemoZone("CR03-A", "Working area of the safety cabinet", "BSC-03"),
    DemoZone("CR11-A", "Filling point", "ISO-01"),
)
