"""Everything that can be loaded, in the order in which one thing needs another."""

from __future__ import annotations

from cgtlims.first_run.subjects.documents import Documents
from cgtlims.first_run.subjects.equipment import EquipmentRegister
from cgtlims.first_run.subjects.materials import Materials
from cgtlims.first_run.subjects.neighbours import Neighbours
from cgtlims.first_run.subjects.organisations import Organisations
from cgtlims.first_run.subjects.people import People
from cgtlims.first_run.subjects.roles import Roles
from cgtlims.first_run.subjects.rooms import Rooms
from cgtlims.first_run.subjects.sites import Sites
from cgtlims.first_run.subjects.sources import Sources
from cgtlims.first_run.subjects.stock import Stock
from cgtlims.first_run.subjects.subject import Subject
from cgtlims.first_run.subjects.suppliers import Suppliers
from cgtlims.first_run.subjects.zones import Zones

ALL: tuple[Subject, ...] = (
    Organisations(), People(), Roles(), Rooms(), Neighbours(), EquipmentRegister(),
    Zones(), Sites(), Materials(), Suppliers(), Sources(), Documents(), Stock(),
)  # fmt: skip
SUBJECTS: dict[str, Subject] = {one.name: one for one in ALL}

__all__ = ["ALL", "SUBJECTS", "Subject"]
