"""The states in which pages are looked at: full, empty, and with the longest of everything."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from batches.commands.batches import create_batch
from batches.commands.execution import complete_step, verify_step
from batches.models import BatchRecord, BatchStep, MasterBatchRecord
from cgtlims.demo.batches import ROOMS
from cgtlims.demo.facility import load_facility
from cleanrooms.models import Room
from people.models import User
from tests import cast
from tests.cast import answers

LONG_NUMBER = "LONGEST-BATCH-NUMBER-ACCEPTED-26-000123A"
LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
LONG_REMARK = f"{LONG_WORD} " + "read twice on two instruments, same value both times; " * 35


def load_full() -> None:
    """The demo facility, and a batch that has the longest of everything in it."""
    load_facility(cast.PASSWORD, timezone.now(), lambda part: None)
    make_long_batch()


def load_empty() -> None:
    """A facility with people, and nothing made yet."""
    cast.make_people(cast.make_facility())


def load_story() -> None:
    """A facility with people, rooms and the short master: the story makes the rest by hand."""
    people = cast.make_people(cast.make_facility())
    cast.make_small_master(people)
    cast.make_room()


def make_long_batch() -> BatchRecord:
    users = {user.username: user for user in User.objects.all()}
    rooms = {room.code: room for room in Room.objects.all()}
    at = timezone.now() - timedelta(hours=2)
    batch: BatchRecord = create_batch(
        master=MasterBatchRecord.objects.get(code="MBR-CART-01"),
        number=LONG_NUMBER,
        patient_code="P" * 40,
        chain_of_identity="COI-" + "7F3K-" * 7,
        rooms={operation: rooms[code] for operation, code in ROOMS.items()},
        by=users["kadler"],
        at=at,
    )
    for step in BatchStep.objects.filter(operation__batch=batch).order_by("position")[:3]:
        values = {
            key: LONG_WORD if value == "LOT-24-117" else value
            for key, value in answers(step).items()
        }
        texts = {str(one.pk): one for one in step.parameters.all()}
        values = {key: value[: texts[key].max_length] for key, value in values.items()}
        complete_step(
            step=step, values=values, remark=LONG_REMARK[:2000], by=users["jvermaat"], at=at
        )
        if step.needs_verification:
            verify_step(step=step, by=users["aowusu"], at=at)
    return batch
