"""The demo batches: one executed to its end, one that has just begun."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from batches.commands.batches import create_batch
from batches.models import BatchRecord, MasterBatchRecord
from cgtlims.demo.execution import Diary, execute
from cgtlims.demo.pen import Pen
from cgtlims.demo.process import load
from cleanrooms.models import Room
from people.models import User

FIRST_DAY = date(2026, 10, 29)
ROOMS = {
    1: "CR04", 2: "CR05", 3: "CR05", 4: "CR02", 5: "CR02", 6: "CR05", 7: "CR05",
    8: "CR05", 9: "CR05", 10: "CR05", 11: "CR06",
}  # fmt: skip
SECOND = {
    "number": "CART-26-002",
    "patient_code": "NLT-0073",
    "chain_of_identity": "COI-7F3K-20D4",
}
DONATIONS = ("NL009999G999926000591", "NL009999G999926000732")
SECOND_OPERATIONS = ("1.", "2.")


def first_morning() -> datetime:
    """When the first batch begins; everybody has been there for long."""
    return Diary({}, FIRST_DAY, codes={}).instant(0, "07:30")


def first_diary() -> Diary:
    """Who did what when in the first batch."""
    return Diary(load("car_t_batch_1.yaml")["entries"], FIRST_DAY, codes={})


def make_first_batch(master: MasterBatchRecord, users: dict[str, User], pen: Pen) -> BatchRecord:
    """Batch 1 of the publication, every step with its entries."""
    file = load("car_t_batch_1.yaml")
    diary = first_diary()
    batch = begin(
        master,
        users,
        diary.instant(0, "07:30"),
        number=file["batch_number"],
        patient_code=file["patient_code"],
        chain_of_identity=file["chain_of_identity"],
    )
    execute(batch, diary, users, pen)
    batch.refresh_from_db()
    return batch


def make_second_batch(
    master: MasterBatchRecord, users: dict[str, User], pen: Pen, now: datetime
) -> BatchRecord:
    """Another patient's batch, received and cleared yesterday: it goes on from there by hand."""
    file = load("car_t_batch_1.yaml")
    entries = {
        number: entry
        for number, entry in file["entries"].items()
        if number.startswith(SECOND_OPERATIONS)
    }
    codes = {
        file["patient_code"]: SECOND["patient_code"],
        file["chain_of_identity"]: SECOND["chain_of_identity"],
        DONATIONS[0]: DONATIONS[1],
    }
    diary = Diary(entries, now.date() - timedelta(days=1), codes)
    batch = begin(master, users, diary.instant(0, "07:30"), **SECOND)
    execute(batch, diary, users, pen)
    return batch


def begin(
    master: MasterBatchRecord, users: dict[str, User], at: datetime, **identity: Any
) -> BatchRecord:
    rooms = {room.code: room for room in Room.objects.all()}
    chosen = {operation: rooms[code] for operation, code in ROOMS.items()}
    batch: BatchRecord = create_batch(
        master=master, rooms=chosen, by=users["kadler"], at=at, **identity
    )
    return batch
