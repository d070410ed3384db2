"""The demo facility, loaded once for all figures of a run."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from django.utils import timezone

from batches.commands.batches import create_batch
from batches.models import BatchRecord, MasterBatchRecord
from cgtlims.demo.batches import ROOMS
from cgtlims.demo.facility import load_facility
from cleanrooms.models import Room
from people.models import User


@dataclass(frozen=True)
class Scene:
    people: dict[str, User]
    master: MasterBatchRecord
    rooms: dict[int, Room]

    def new_batch(self, number: str) -> BatchRecord:
        return create_batch(
            master=self.master,
            number=number,
            patient_code="NLT-0099",
            chain_of_identity="COI-BENCH-0001",
            rooms=self.rooms,
            by=self.people["kadler"],
            at=timezone.now(),
        )


@cache
def facility() -> Scene:
    load_facility("one-long-phrase-for-benches", timezone.now(), lambda part: None)
    rooms = {room.code: room for room in Room.objects.all()}
    return Scene(
        people={user.username: user for user in User.objects.all()},
        master=MasterBatchRecord.objects.get(code="MBR-CART-01"),
        rooms={sequence: rooms[code] for sequence, code in ROOMS.items()},
    )
