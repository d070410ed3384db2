"""The longest of everything that the system accepts, and the widest letters."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from batches.commands.batches import create_batch
from batches.commands.execution import complete_step
from batches.commands.masters import write_master
from batches.master_file import read_master
from batches.models import BatchRecord, BatchStep, MasterBatchRecord
from cgtlims.demo.batches import ROOMS
from cgtlims.demo.plan import ROOMS as PLAN
from cgtlims.demo.plan import DemoRoom
from cleanrooms.commands.rooms import change_room_state, register_room
from cleanrooms.models import Room, RoomState
from cleanrooms.room_details import Place, RoomDetails
from materials.commands.products import register_product
from materials.models import AtmpKind
from people.commands.accounts import register_user
from people.commands.memberships import give_role
from people.models import Organisation, Role, User
from tests import cast
from tests.cast import answers
from tests.cleanrooms.bench import qualify_for_b
from tests.qualifying import qualify
from tests.signing import approve, verify

LONG_NUMBER = "LONGEST-BATCH-NUMBER-ACCEPTED-26-000123A"
WIDE_NUMBER = "W" * 40
WIDE_ROOM = f"{'CR01':W<20}"
LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
LONG_REMARK = f"{LONG_WORD} " + "read twice on two instruments, same value both times; " * 35
LONG_NOTE = f"{LONG_WORD} and WWWWWWWWWWWWWWWWWWWWWWWWW until Monday " + "with permit WP-0212 " * 4
LONG_USER = "mlong"
LONG_NAME = "Maximiliana-Alexandrina von Hohenzollern-Sigmaringen-Hechingen"


def make_long_batch() -> BatchRecord:
    """In the demo facility: the longest identifiers, values and remarks."""
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
            verify(step, by=users["aowusu"], at=at)
    return batch


def load_long() -> None:
    """A person, a master, rooms and a batch whose names leave no space on a tile or in a head."""
    facility = cast.make_facility()
    people = cast.make_people(facility)
    make_long_person(facility)
    rooms = [make_long_room(row, people["kadler"]) for row in PLAN]
    batch = create_batch(
        master=make_long_master(people), number=WIDE_NUMBER, rooms={1: rooms[0], 2: rooms[6]},
        patient_code="M" * 40, chain_of_identity="W" * 40, by=people["kadler"], at=cast.NOW,
    )  # fmt: skip
    step = BatchStep.objects.filter(operation__batch=batch).earliest("position")
    qualify(rooms[0], cast.NOW - timedelta(days=30))
    qualify_for_b(people["jvermaat"], people, cast.NOW)
    complete_step(
        step=step, values=answers(step), remark=LONG_WORD, by=people["jvermaat"], at=cast.NOW
    )


def make_long_person(facility: Organisation) -> None:
    user = register_user(
        username=LONG_USER, display_name=LONG_NAME, password=cast.PASSWORD, by=cast.SETUP,
        at=cast.NOW,
    )  # fmt: skip
    for role in ("operator", "production-lead"):
        give_role(
            user=user, role=Role.objects.get(code=role), organisation=facility, by=cast.SETUP,
            at=cast.NOW,
        )  # fmt: skip


def make_long_master(people: dict[str, User]) -> MasterBatchRecord:
    product = register_product(
        code="CART-CD19", name=f"{LONG_WORD}, autologous",
        sponsor=Organisation.objects.get(code="NORTHLIGHT"), is_autologous=True, by=cast.SETUP,
        at=cast.NOW, kind=AtmpKind.GTMP,
    )  # fmt: skip
    text = cast.SMALL_MASTER.read_text(encoding="utf-8")
    for short in ("Apheresis receipt", "Compare patient code on bag, form and order"):
        text = text.replace(f"title: {short}", f"title: {short} {LONG_WORD}"[:120])
    text = text.replace("code: MBR-SMALL-01", f"code: {'MBR-':W<40}")
    master = write_master(
        draft=read_master(text), product=product, by=people["kadler"], at=cast.NOW
    )
    return approve(master, by=people["mlindqvist"], at=cast.NOW)


def make_long_room(row: DemoRoom, by: User) -> Room:
    """A room in its place on the demo's plan, with every text as long as it may be."""
    details = RoomDetails(
        name=f"{LONG_WORD} 1", suite=f"{row.suite} {LONG_WORD}"[:100], kind=row.kind,
        grade=row.grade, place=Place(row.x, row.y, row.width, row.height),
    )  # fmt: skip
    room = register_room(code=f"{row.code:W<20}", details=details, by=cast.SETUP, at=cast.NOW)
    return change_room_state(
        room=room, state=RoomState.TO_BE_CLEANED, reason=LONG_NOTE[:200], by=by, at=cast.NOW
    )
