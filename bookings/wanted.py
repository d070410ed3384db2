"""What somebody asks for: rooms, devices and people, from when until when, and for what."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cached_property
from uuid import UUID

from bookings.models import Booking, Purpose
from bookings.resources import NONE, Minutes, Resource, Span, minutes_of
from cleanrooms.models import Equipment, Room, RoomUse
from materials.models import Product
from people.models import Organisation, User


@dataclass(frozen=True)
class Wanted:
    """`but` is a booking that is moved: what it holds itself stands against nothing."""

    begins_at: datetime
    ends_at: datetime
    purpose: Purpose
    resources: tuple[Resource, ...]
    product: Product | None = None
    lot_number: str = ""
    client: Organisation | None = None
    but: Booking | None = None
    given: dict[UUID, Minutes] = field(default_factory=dict, compare=False)

    @property
    def long(self) -> timedelta:
        return self.ends_at - self.begins_at

    @property
    def rooms(self) -> list[Room]:
        return [one for one in self.resources if isinstance(one, Room)]

    @property
    def equipment(self) -> list[Equipment]:
        return [one for one in self.resources if isinstance(one, Equipment)]

    @property
    def people(self) -> list[User]:
        return [one for one in self.resources if isinstance(one, User)]

    @cached_property
    def minutes(self) -> dict[UUID, Minutes]:
        return {**minutes_of(self.resources), **self.given}

    def minutes_of(self, resource: Resource) -> Minutes:
        return self.minutes.get(resource.pk, NONE)

    def held(self, resource: Resource) -> Span:
        return self.minutes_of(resource).around(self.begins_at, self.ends_at)

    def use_of(self, room: Room) -> RoomUse:
        """The use of the room that this would be, for the rules of uses; never stored."""
        return RoomUse(
            room=room, purpose=self.purpose, product=self.product, number=self.lot_number
        )

    def moved(self, begins_at: datetime) -> Wanted:
        return replace(self, begins_at=begins_at, ends_at=begins_at + self.long)


def wanted_by(booking: Booking) -> Wanted:
    """What the booking asks for, with the minutes that it was asked for with."""
    slots = list(booking.slots.select_related("room", "equipment__room", "person"))
    return Wanted(
        booking.begins_at, booking.ends_at, Purpose(booking.purpose),
        tuple(slot.resource for slot in slots), product=booking.product,
        lot_number=booking.lot_number, client=booking.client, but=booking,
        given={one.resource.pk: Minutes(one.setup_minutes, one.changeover_minutes)
               for one in slots},
    )  # fmt: skip
