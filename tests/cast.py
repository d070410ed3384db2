"""The cast of the tests, made by the same commands that people use."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from batches.commands.batches import create_batch
from batches.commands.execution import complete_step
from batches.commands.masters import write_master
from batches.master_file import read_master
from batches.models import BatchParameter, BatchRecord, BatchStep, MasterBatchRecord, ParameterKind
from cleanrooms.commands.equipment import register_equipment
from cleanrooms.commands.rooms import change_room_state, register_room
from cleanrooms.equipment_details import EquipmentDetails
from cleanrooms.models import Equipment, EquipmentKind, Grade, Room, RoomKind, RoomState
from cleanrooms.room_details import Place, RoomDetails
from documents.commands.files import attach_file
from documents.uploads import receive
from integrity.actors import ServiceActor
from integrity.models import Record
from materials.commands.products import register_product
from materials.models import AtmpKind
from people.commands.accounts import register_user
from people.commands.memberships import give_role
from people.commands.organisations import register_organisation
from people.commands.roles import define_role
from people.models import Organisation, OrganisationKind, Role, User
from people.permissions import Permission
from people.roles import ROLES
from quality.commands.agreements import draft_agreement
from quality.commands.engagements import sign_engagement
from quality.models import Agreement, Service
from tests.passwords import PASSWORD
from tests.qualifying import qualify
from tests.signing import approve, signed, verify

M = TypeVar("M", bound=Record)
NOW = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
FOUNDED = NOW - timedelta(days=270)
SETUP = ServiceActor(
    "CGT-LIMS installation", frozenset(one for one in Permission if not one.needs_person)
)
WHO = {
    "jvermaat": ("Joris Vermaat", "operator"),
    "aowusu": ("Ama Owusu", "operator"),
    "mlindqvist": ("Mara Lindqvist", "qa-reviewer"),
    "kadler": ("Kwame Adler", "production-lead"),
    "trieger": ("Tomas Rieger", "qc-analyst"),
    "shaas": ("Silke Haas", "system-administrator"),
    "nbakker": ("Noor Bakker", "facility-manager"),
    "pnorth": ("Petra North", "partner"),
    "phalden": ("Paul Halden", "partner"),
}
SPONSOR_OF = {"pnorth": "NORTHLIGHT", "phalden": "HALDEN"}
SMALL_MASTER = Path(__file__).parent / "small_master.yaml"


def make_facility() -> Organisation:
    for code, name in (("NORTHLIGHT", "Northlight Therapeutics"), ("HALDEN", "Halden Bio")):
        register_organisation(
            code=code,
            name=name,
            kind=OrganisationKind.SPONSOR,
            by=SETUP,
            at=NOW,
            is_fictitious=True,
        )
    for role in ROLES:
        define_role(**role, by=SETUP, at=NOW)
    return register_organisation(
        code="SITE", name="Demo site", kind=OrganisationKind.FACILITY, by=SETUP, at=NOW,
        is_fictitious=True,
    )  # fmt: skip


def make_people(facility: Organisation) -> dict[str, User]:
    found = {}
    for username, (name, role) in WHO.items():
        user = register_user(
            username=username, display_name=name, password=PASSWORD, by=SETUP, at=NOW
        )
        sponsor = SPONSOR_OF.get(username)
        organisation = Organisation.objects.get(code=sponsor) if sponsor else facility
        give_role(
            user=user,
            role=Role.objects.get(code=role),
            organisation=organisation,
            by=SETUP,
            at=FOUNDED,
        )
        found[username] = user
    for sponsor in ("NORTHLIGHT", "HALDEN"):
        make_agreement(found, sponsor)
    return found


def make_agreement(people: dict[str, User], code: str, **other: Any) -> Agreement:
    """In force since the facility was founded, drafted by one person and signed by QA."""
    drafted = with_document(drafted_agreement(people, code, **other), people["nbakker"])
    return signed(sign_engagement, "engagement", drafted, people["mlindqvist"], FOUNDED)


def drafted_agreement(people: dict[str, User], code: str, **other: Any) -> Agreement:
    given = {
        "title": f"Work for {code}", "services": [Service.MANUFACTURING], "scope": "All products",
        "quality_agreement": f"QAG-{code} v1", "quality_from": FOUNDED.date(),
        "valid_from": FOUNDED.date(), "at": FOUNDED,
    }  # fmt: skip
    return draft_agreement(
        organisation=Organisation.objects.get(code=code), by=people["nbakker"], **given | other
    )


def another_qa(people: dict[str, User]) -> User:
    """A second person of quality assurance."""
    user = register_user(
        username="qsecond", display_name="Quinn Second", password=PASSWORD, by=SETUP, at=NOW
    )
    give_role(
        user=user, role=Role.objects.get(code="qa-reviewer"), by=SETUP, at=FOUNDED,
        organisation=Organisation.objects.get(kind=OrganisationKind.FACILITY),
    )  # fmt: skip
    people["qsecond"] = user
    return user


def with_document(engagement: M, by: User, at: datetime = FOUNDED) -> M:
    """With its quality agreement among its files, as QA asks for it."""
    text = f"Quality agreement of {engagement}".encode()
    attach_file(subject=engagement, file=receive("quality-agreement.txt", text), by=by, at=at)
    return engagement


def make_room(code: str = "CR05", grade: Grade = Grade.C, **more: Any) -> Room:
    details = RoomDetails(
        name=f"Cleanroom {code}", suite="Suite 2", kind=RoomKind.CLEANROOM, grade=grade,
        place=Place(0, 0, 40, 30), **more,
    )  # fmt: skip
    room = register_room(code=code, details=details, by=SETUP, at=NOW)
    qualify(room, NOW - timedelta(days=30))
    return change_room_state(
        room=room, state=RoomState.CLEAN, reason="Commissioned",
        by=User.objects.get(username="kadler"), at=NOW,
    )  # fmt: skip


def make_device(
    code: str, room: str, kind: EquipmentKind = EquipmentKind.SAFETY_CABINET
) -> Equipment:
    """A device in a room, which is made when it is not there yet."""
    where = Room.objects.filter(code=room).first() or make_room(room)
    details = EquipmentDetails(name=f"Device {code}", kind=kind, room=where)
    manager = User.objects.get(username="nbakker")
    return register_equipment(code=code, details=details, by=manager, at=NOW)


def make_small_master(people: dict[str, User]) -> MasterBatchRecord:
    product = register_product(
        code="CART-CD19", name="Humanised CD19 CAR-T cells, autologous",
        sponsor=Organisation.objects.get(code="NORTHLIGHT"), is_autologous=True, by=SETUP, at=NOW,
        kind=AtmpKind.GTMP,
    )  # fmt: skip
    draft = read_master(SMALL_MASTER.read_text(encoding="utf-8"))
    master = write_master(draft=draft, product=product, by=people["kadler"], at=NOW)
    return approve(master, by=people["mlindqvist"], at=NOW)


def make_batch(people: dict[str, User], master: MasterBatchRecord, number: str) -> BatchRecord:
    room = Room.objects.filter(code="CR05").first() or make_room()
    return create_batch(
        master=master, number=number, rooms={1: room, 2: room}, patient_code="NLT-0059",
        chain_of_identity="COI-2H8R-09E1", by=people["kadler"], at=NOW,
    )  # fmt: skip


ANSWERS = {
    ParameterKind.NUMBER: "5.0",
    ParameterKind.TEXT: "LOT-24-117",
    ParameterKind.YES_NO: "yes",
    ParameterKind.DATE_TIME: "2026-11-02 07:55",
}


def answers(step: BatchStep) -> dict[str, str]:
    """An acceptable value for every parameter of a step, by the parameter's id."""
    return {str(parameter.pk): answer(parameter) for parameter in step.parameters.all()}


def answer(parameter: BatchParameter) -> str:
    if parameter.kind == ParameterKind.CHOICE:
        return parameter.choices[0]
    text = ANSWERS[ParameterKind(parameter.kind)]
    if parameter.kind == ParameterKind.TEXT:
        return text.ljust(parameter.min_length, "0")[: parameter.max_length]
    return text


def execute(people: dict[str, User], batch: BatchRecord) -> BatchRecord:
    """Performs and verifies every step, a minute apart."""
    at = NOW
    for step in BatchStep.objects.filter(operation__batch=batch).order_by("position"):
        at += timedelta(minutes=1)
        complete_step(step=step, values=answers(step), by=people["jvermaat"], at=at)
        if step.needs_verification:
            verify(step, by=people["aowusu"], at=at + timedelta(seconds=20))
    batch.refresh_from_db()
    return batch
