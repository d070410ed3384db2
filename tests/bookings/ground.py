"""Rooms, requests and bookings, made by the commands that people use."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from bookings.commands.decisions import approve_booking
from bookings.commands.requests import Asked, request_booking
from bookings.models import Booking, Purpose
from bookings.resources import Resource
from cleanrooms.models import Containment, Room
from people.commands.accounts import register_user
from people.commands.memberships import give_role
from people.commands.organisations import register_organisation
from people.models import Organisation, OrganisationKind, Role, User
from tests import cast
from tests.cast import NOW, SETUP
from tests.cleanrooms import bench
from tests.passwords import PASSWORD

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
MONDAY = NOW + 7 * DAY  # 09:00 in Amsterdam


def user(name: str) -> User:
    return User.objects.get(username=name)


def planner() -> User:
    return member("lvandam", "Lotte van Dam", "planner", Organisation.objects.get(code="SITE"))


def member(username: str, name: str, role: str, of: Organisation) -> User:
    found = User.objects.filter(username=username).first()
    if found is not None:
        return found
    made = register_user(username=username, display_name=name, password=PASSWORD, by=SETUP, at=NOW)
    give_role(
        user=made, role=Role.objects.get(code=role), organisation=of, by=SETUP, at=cast.FOUNDED
    )
    return made


def tenant(people: dict[str, User], *rooms: str, code: str = "ORANGERY") -> User:
    """Somebody of a tenant whose agreement names these rooms."""
    of = register_organisation(
        code=code, name=f"{code.title()} Therapies", kind=OrganisationKind.TENANT, by=SETUP,
        at=NOW, is_fictitious=True,
    )  # fmt: skip
    cast.make_agreement(people, code, services=["RENTAL"], room_codes=list(rooms))
    return member(f"of-{code.lower()}", f"Odile {code.title()}", "partner", of)


def room(code: str = "CR05", **more: Any) -> Room:
    return Room.objects.filter(code=code).first() or cast.make_room(code, **more)


def asked(*resources: Resource, begins_at: datetime = MONDAY, hours: int = 4, **more: Any) -> Asked:
    given: dict[str, Any] = {"purpose": Purpose.OTHER, "title": "Method transfer", **more}
    return Asked(
        begins_at=begins_at, ends_at=begins_at + hours * HOUR, resources=resources, **given
    )


def requested(
    *resources: Resource, by: User | None = None, at: datetime = NOW, **more: Any
) -> Booking:
    return request_booking(asked=asked(*resources, **more), by=by or planner(), at=at)


def approved(
    *resources: Resource, by: User | None = None, at: datetime = NOW, **more: Any
) -> Booking:
    booking = requested(*resources, by=by, at=at, **more)
    return approve_booking(booking=booking, by=user("nbakker"), at=at)


def two_lots(people: dict[str, User], *, second: str = "LV-CD19") -> list[str]:
    """Numbers of a lot of each of two products with vectors."""
    first = bench.product("CART", "LV-CD19", Containment.LEVEL_1)
    other = bench.product("TCR", second, Containment.LEVEL_1)
    bench.lot("CART-1", first, people)
    bench.lot("TCR-1", other, people)
    return ["CART-1", "TCR-1"]


def contained(code: str = "CR05") -> Room:
    return room(code, containment=Containment.LEVEL_1, clean_up_minutes=15)
