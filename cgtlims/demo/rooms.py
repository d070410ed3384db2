"""The rooms of the demo facility, put on the plan through commands."""

from __future__ import annotations

from datetime import datetime

from cgtlims.demo.devices import make_devices
from cgtlims.demo.plan import ROOMS, ZONES, DemoRoom, cascade
from cleanrooms.commands.neighbours import Border, join_rooms
from cleanrooms.commands.rooms import change_room_state, register_room
from cleanrooms.commands.zones import ZoneDetails, define_zone
from cleanrooms.models import Equipment, Grade, Room, RoomKind, RoomState
from cleanrooms.room_details import Place, RoomDetails
from integrity.actors import Actor
from people.models import User

CLEAN_UP, CLEAN_HOLD = 15, 72  # minutes and hours, as if qualified


def make_rooms(setup: Actor, lead: User, manager: User, founded: datetime, now: datetime) -> None:
    for row in ROOMS:
        room = register_room(code=row.code, details=details_of(row), by=setup, at=founded)
        shut = row.state == RoomState.OUT_OF_SERVICE
        if shut and not row.note:
            continue
        state = row.state if shut else RoomState.CLEAN
        reason, at = (row.note, now) if shut else ("Qualified", founded)
        change_room_state(room=room, state=state, reason=reason, by=lead, at=at)
    join_neighbours(setup, founded)
    make_devices(manager, founded)
    define_zones(setup, founded)


def details_of(row: DemoRoom) -> RoomDetails:
    is_clean = row.kind in {RoomKind.CLEANROOM, RoomKind.AIRLOCK}
    return RoomDetails(
        name=row.name, suite=row.suite, kind=row.kind, grade=row.grade,
        containment=row.containment, most_persons=row.most_persons,
        clean_up_minutes=CLEAN_UP if is_clean else None,
        clean_hold_hours=CLEAN_HOLD if row.kind == RoomKind.CLEANROOM else None,
        place=Place(row.x, row.y, row.width, row.height),
    )  # fmt: skip


def join_neighbours(setup: Actor, at: datetime) -> None:
    rooms = {room.code: room for room in Room.objects.all()}
    for one in cascade():
        border = Border(passage=one.passage, least_pa=one.pa, justification=one.why)
        join_rooms(room=rooms[one.room], other=rooms[one.other], border=border, by=setup, at=at)


def define_zones(setup: Actor, at: datetime) -> None:
    for one in ZONES:
        device = Equipment.objects.select_related("room").get(code=one.device)
        details = ZoneDetails(name=one.name, grade=Grade.A, equipment=device)
        define_zone(room=device.room, code=one.code, details=details, by=setup, at=at)
