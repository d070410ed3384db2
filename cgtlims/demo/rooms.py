"""The rooms of the demo facility: invented, with invented grades, on a plan of 29 m by 20 m."""

from __future__ import annotations

from typing import NamedTuple

from cleanrooms.models import Grade, RoomKind, RoomState

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
