"""The records that are asked for and the people who ask, made by commands.

A new route with parameters gets its record in `places`; a method that changes something gets in
`bodies` what a person would send, so that "ok" means that it was done. What must be so before a
single request, and is taken back with it, is made by `before`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from typing import Any

from django.test import Client

from people.models import User
from tests import cast
from tests.access import askers
from tests.access.scene_batches import Batches
from tests.access.scene_bookings import Bookings
from tests.access.scene_documents import Documents
from tests.access.scene_door import Door
from tests.access.scene_first_run import FirstRun
from tests.access.scene_materials import Materials
from tests.access.scene_monitoring import Monitoring
from tests.access.scene_notifications import Notifications
from tests.access.scene_paper import Paper
from tests.access.scene_people import People
from tests.access.scene_quality import Quality
from tests.access.scene_room_use import RoomUses
from tests.access.scene_rooms import Rooms
from tests.access.scene_status import Status

Before = Callable[[Client, User | None], dict[str, Any]]


@dataclass
class Scene:
    """By route: `places` are its parameters, `own` those of one caller, `cookies` of the device.

    `bodies` are sent by route and method, `{caller}` in them being who asks; `before` gives what is
    sent beside it.
    """

    users: dict[str, User | None]
    places: dict[str, dict[str, object]] = field(default_factory=dict)
    own: dict[tuple[str, str], dict[str, object]] = field(default_factory=dict)
    cookies: dict[str, dict[str, str]] = field(default_factory=dict)
    bodies: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    before: dict[str, Before] = field(default_factory=dict)

    def place(self, route: str, caller: str) -> dict[str, object]:
        return self.own.get((route, caller)) or self.places.get(route, {})

    def body(self, route: str, method: str, caller: str) -> dict[str, Any]:
        return {
            name: value.format(caller=caller) if isinstance(value, str) else value
            for name, value in self.bodies.get((route, method), {}).items()
        }

    def prepared(self, route: str, client: Client, caller: str) -> dict[str, Any]:
        before = self.before.get(route)
        return before(client, self.users[caller]) if before else {}


def made() -> Scene:
    people = cast.make_people(cast.make_facility())
    users = askers.made()
    batches, door = Batches(people), Door(people)
    registry, told = People(people, users), Notifications(users)
    stocked = Materials(people)
    scenes = (
        batches, door, registry, told, stocked, Paper(people, stocked.container),
        Documents(people, batches.executed), Quality(people, users), FirstRun(people),
        Rooms(people), Status(people), RoomUses(people), Monitoring(people),
        Bookings(people, users),
    )  # fmt: skip

    def all_of(what: str) -> dict[Any, Any]:
        return dict(pair for one in scenes for pair in getattr(one, what, {}).items())

    return Scene(users, **{one.name: all_of(one.name) for one in fields(Scene)[1:]})
