"""The 120 sampling sites of the demo facility and their plans."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from cleanrooms.models import Grade, Room, RoomKind, Zone
from integrity.actors import Actor
from monitoring.commands.plans import PlanDetails, define_plan
from monitoring.commands.sites import SiteDetails, define_site
from monitoring.models import Occupancy, Purpose, SampleKind, Site
from monitoring.steps import StepDraft

AIR, SETTLE = SampleKind.ACTIVE_AIR, SampleKind.SETTLE
CONTACT, PARTICLES = SampleKind.CONTACT, SampleKind.PARTICLES
VOLUME = Decimal(1000)
STEPS = (
    StepDraft(Decimal(20), Decimal(25), 72, 120), StepDraft(Decimal(30), Decimal(35), 48, 72),
)  # fmt: skip
DAYS = {Grade.B: 7, Grade.C: 14, Grade.D: 28}  # from one round in operation to the next


class Planned(NamedTuple):
    """One site: where in its room, in tenths of its width and height."""

    kind: SampleKind
    name: str
    x: int
    y: int


IN_ZONE = (
    Planned(SETTLE, "Working surface, left", 3, 2),
    Planned(CONTACT, "Working surface, front", 5, 3),
    Planned(AIR, "At the filling point", 4, 1), Planned(PARTICLES, "At the filling point", 6, 2),
)  # fmt: skip
IN_B = (
    Planned(SETTLE, "Bench beside the cabinet", 8, 2), Planned(SETTLE, "Door", 5, 8),
    Planned(CONTACT, "Floor before the cabinet", 4, 5),
    Planned(CONTACT, "Handle of the door", 6, 9),
    Planned(AIR, "Middle of the room", 5, 6),
)  # fmt: skip
IN_C = (
    Planned(SETTLE, "Bench", 2, 2), Planned(SETTLE, "Pass-through", 8, 6),
    Planned(CONTACT, "Bench", 3, 4), Planned(CONTACT, "Floor", 5, 6),
    Planned(CONTACT, "Handle of the door", 5, 9), Planned(AIR, "Middle of the room", 6, 4),
    Planned(PARTICLES, "Middle of the room", 4, 7),
)  # fmt: skip
IN_D = (
    Planned(SETTLE, "Bench", 2, 3), Planned(CONTACT, "Floor", 5, 6),
    Planned(CONTACT, "Handle of the door", 5, 9), Planned(AIR, "Middle of the room", 6, 4),
)  # fmt: skip
IN_AIRLOCK = (
    Planned(SETTLE, "Bench", 2, 4), Planned(CONTACT, "Floor", 5, 6),
    Planned(AIR, "Middle of the room", 7, 5),
)  # fmt: skip


def make_sites(by: Actor, at: datetime) -> None:
    """In every cleanroom and airlock, and the plans by which they are sampled."""
    rooms = Room.objects.filter(kind__in=[RoomKind.CLEANROOM, RoomKind.AIRLOCK])
    for room in rooms.order_by("code"):
        sites = list(_define(room, by, at))
        plates = tuple(one for one in sites if one.kind != PARTICLES)
        counts = tuple(one for one in sites if one.kind == PARTICLES)
        details = PlanDetails(
            name=f"{room.name} in operation", every_days=DAYS[Grade(room.grade)], sites=plates
        )
        define_plan(
            room=room, code=f"{room.code}-OP", occupancy=Occupancy.IN_OPERATION,
            purpose=Purpose.MONITORING, details=details, steps=STEPS, by=by, at=at,
        )  # fmt: skip
        if counts:
            named = PlanDetails(name=f"{room.name}, classification", every_days=180, sites=counts)
            define_plan(
                room=room, code=f"{room.code}-CL", occupancy=Occupancy.AT_REST,
                purpose=Purpose.CLASSIFICATION, details=named, steps=(), by=by, at=at,
            )  # fmt: skip


def _define(room: Room, by: Actor, at: datetime) -> Iterator[Site]:
    numbers: dict[SampleKind, int] = {}
    zone = room.zones.filter(ended_at__isnull=True).first()
    for planned, inside in _planned(room, zone):
        numbers[planned.kind] = numbers.get(planned.kind, 0) + 1
        code = f"{room.code}-{planned.kind.letter}{numbers[planned.kind]}"
        details = SiteDetails(
            name=planned.name, zone=inside, x=room.width * planned.x // 10,
            y=room.height * planned.y // 10,
            volume_l=VOLUME if planned.kind.has_volume else None,
        )  # fmt: skip
        yield define_site(room=room, code=code, kind=planned.kind, details=details, by=by, at=at)


def _planned(room: Room, zone: Zone | None) -> Iterator[tuple[Planned, Zone | None]]:
    if zone is not None:
        yield from ((one, zone) for one in IN_ZONE)
    around: tuple[Planned, ...]
    if room.kind == RoomKind.AIRLOCK:
        around = IN_AIRLOCK
    else:
        around = {Grade.B: IN_B, Grade.C: IN_C}.get(Grade(room.grade), IN_D)
    yield from ((one, None) for one in around)
