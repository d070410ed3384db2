"""Rooms, devices and rounds for tablets: two tablets share a room, each has a person of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from cleanrooms.commands.disinfectants import Agent, define_disinfectant
from cleanrooms.models import CleaningKind, Equipment, EquipmentKind, Room
from materials.models import Container, MaterialKind
from monitoring.commands.rounds import begin_round
from monitoring.models import SampleKind
from people.commands.accounts import register_user
from people.commands.memberships import give_role
from people.models import Organisation, Role, User
from tests import cast
from tests.cleanrooms import bench, cleaned
from tests.cleanrooms.bench import LINES
from tests.materials import stock
from tests.monitoring import ground
from tests.passwords import PASSWORD
from tests.qualifying import qualify

SITES = 12
CLEARANCE = tuple(f"{text}, place {n}" for n in range(1, 16) for text in LINES)


@dataclass(frozen=True)
class Post:
    """Where one tablet lies, who has it, and what it records there."""

    person: User
    room: str
    device: str
    round: int
    samples: tuple[tuple[int, bool], ...]  # their places, and whether they are exposed
    medium: str
    cleaning: dict[str, str]

    @property
    def name(self) -> str:
        return self.person.username


def posts(tablets: int) -> list[Post]:
    """A facility in which so many tablets have work for a day."""
    facility = cast.make_facility()
    people = cast.make_people(facility)
    bench.checklists(people, CLEARANCE)
    medium, cleaning = stocked(people)
    made = []
    for number in range(tablets):
        room = ground.room(f"T{number // 2 + 1:02}")
        person = somebody(f"t{number + 1:02}", facility)
        made.append(post(person, room, medium, cleaning))
    return made


def post(person: User, room: Room, medium: Container, cleaning: dict[str, str]) -> Post:
    kinds = (SampleKind.SETTLE, SampleKind.CONTACT)
    sites = [ground.site(kinds[n % 2], f"{person.username}-{n + 1:02}", room) for n in range(SITES)]
    plan = ground.plan(*sites, code=f"{person.username}-OP")
    around = begin_round(plan=plan, by=person, at=timezone.now())
    samples = tuple((one.place, one.way.is_exposed) for one in around.samples.order_by("place"))
    device = refrigerator(room).code
    return Post(person, room.code, device, around.number, samples, medium.code, cleaning)


def refrigerator(room: Room) -> Equipment:
    """Qualified; it holds several uses at once."""
    found = Equipment.objects.filter(room=room).first()
    if found is None:
        found = cast.make_device(f"{room.code}-F", room.code, EquipmentKind.REFRIGERATOR)
        qualify(found, timezone.now() - timedelta(days=1))
    return found


def somebody(username: str, facility: Organisation) -> User:
    """May do on a tablet whatever a supervisor may."""
    user = register_user(
        username=username, display_name=f"Tablet {username}", password=PASSWORD, by=cast.SETUP,
        at=cast.NOW,
    )  # fmt: skip
    give_role(
        user=user, role=Role.objects.get(code="supervisor"), organisation=facility,
        by=cast.SETUP, at=cast.FOUNDED,
    )  # fmt: skip
    return user


def stocked(people: dict[str, User]) -> tuple[Container, dict[str, str]]:
    """Plates and a disinfectant, more of each than all tablets use; how a cleaning is begun."""
    plates = stock.material("TSA-90", kind=MaterialKind.CONSUMABLE, unit="{plate}")
    medium = stock.in_stock(plates, each="100000")
    sprayed = stock.material("DIS-70", kind=MaterialKind.CONSUMABLE, unit="mL")
    agent = define_disinfectant(
        code="S", by=people["nbakker"], at=cast.NOW,
        agent=Agent(
            name="Sporicide", material=sprayed, contact_minutes=1, is_sporicidal=True
        ),
    )  # fmt: skip
    return medium, {
        "kind": CleaningKind.ROUTINE.value, "procedure": str(cleaned.procedure(people).pk),
        "agent": str(agent.pk), "container": stock.in_stock(sprayed, each="100000").code,
        "quantity": "1",
    }  # fmt: skip
