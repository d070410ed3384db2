"""By what the demo's rooms are used: checklists, an assessment, disinfectants and their turns."""

from __future__ import annotations

from datetime import datetime, timedelta

from cgtlims.demo.pen import Pen
from cleanrooms.commands.clearances import approve_checklist, write_checklist
from cleanrooms.commands.disinfectants import Agent, define_disinfectant, set_rotation
from cleanrooms.commands.sharing import Together, approve_sharing, write_sharing
from cleanrooms.models import Changeover, Disinfectant, Room, RoomKind
from integrity.signatures.meanings import Meaning
from materials.models import Material, Product
from people.models import User
from people.models.qualification import day_of

LINES = (
    "No material, label or paper of the use before is in the room",
    "Cabinet, incubator and centrifuge are empty and wiped",
    "Waste bins are emptied",
    "The room is shown as clean, and its pressure differences hold",
)
MORE = {
    Changeover.SAME_PRODUCT: (),
    Changeover.OTHER_PRODUCT: ("Sporicidal wipe of all working areas is done",),
    Changeover.VECTOR: (
        "Sporicidal wipe of all working areas is done",
        "Virucidal decontamination is done and its waste inactivated",
    ),
}
AGENTS = (
    ("VIR", "Virucidal disinfectant", "DIS-VIR", 5, False),
    ("SPO", "Sporicidal disinfectant", "DIS-SPO", 10, True),
)
CYCLE = ("VIR", "VIR", "VIR", "SPO")
SHARED = (
    "Closed systems only; each lot has its own incubator and its own waste line, and its labels"
    " are printed at its own bench."
)


def make_rules(users: dict[str, User], pen: Pen, founded: datetime, now: datetime) -> None:
    manager, quality = users["nbakker"], users["mlindqvist"]
    at = founded + timedelta(days=40)
    for changeover, more in MORE.items():
        written = write_checklist(changeover=changeover, lines=(*LINES, *more), by=manager, at=at)
        known = pen.attest(written, Meaning.APPROVED, by=quality, at=at)
        approve_checklist(checklist=written, by=quality, at=at, attested=known)
    agents = make_agents(manager, at)
    for room in Room.objects.filter(kind=RoomKind.CLEANROOM):
        cycle = [agents[code] for code in CYCLE]
        set_rotation(room=room, cycle=cycle, reason="As validated", by=manager, at=at)
    make_sharing(manager, quality, pen, now)


def make_agents(manager: User, at: datetime) -> dict[str, Disinfectant]:
    found = {}
    for code, name, material, minutes, sporicidal in AGENTS:
        agent = Agent(
            name=name, material=Material.objects.get(code=material), contact_minutes=minutes,
            is_sporicidal=sporicidal,
        )  # fmt: skip
        found[code] = define_disinfectant(code=code, agent=agent, by=manager, at=at)
    return found


def make_sharing(manager: User, quality: User, pen: Pen, now: datetime) -> None:
    """Two patients' lots of one product in the largest closed room, approved for a year."""
    product = Product.objects.get(code="CART-CD19")
    at = now - timedelta(days=60)
    together = Together(
        product=product, other=product, assessment=SHARED, valid_from=day_of(at),
        valid_until=day_of(at + timedelta(days=365)),
    )  # fmt: skip
    room = Room.objects.get(code="CR06")
    written = write_sharing(room=room, together=together, by=manager, at=at)
    known = pen.attest(written, Meaning.APPROVED, by=quality, at=at)
    approve_sharing(sharing=written, by=quality, at=at, attested=known)
