"""What stands in the way of a booking: slots of others, with whose they are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from bookings.models import Booking, Purpose, Slot
from bookings.resources import Resource, name_of
from bookings.wanted import Wanted
from cleanrooms.gates.use import beside_blockers, sharing_of
from cleanrooms.models import Equipment, Room, RoomUse, Sharing
from integrity.refusals import Blocker


@dataclass(frozen=True)
class Taken:
    """One slot that overlaps what is wanted of the resource.

    `against` are reasons why both cannot be; without any, an assessment allows it: `sharing`.
    """

    slot: Slot
    resource: Resource
    against: tuple[Blocker, ...]
    sharing: Sharing | None = None

    @property
    def may_be_assessed(self) -> bool:
        """Two lots of production in one room, whose vectors do not stand against it."""
        other = self.slot.booking
        return (
            isinstance(self.resource, Room)
            and other is not None
            and other.purpose == Purpose.PRODUCTION
            and all(one.code == "NOT_SHARED" for one in self.against)
        )


def taken(wanted: Wanted) -> list[Taken]:
    """Everything active that overlaps, in its order of time; nothing overlaps no time."""
    if wanted.ends_at <= wanted.begins_at:
        return []
    return [_judged(wanted, slot) for slot in _overlapping(wanted)]


def in_the_way(wanted: Wanted) -> list[Taken]:
    return [one for one in taken(wanted) if one.sharing is None]


def slots_of(resources: Iterable[Resource]) -> Q:
    """The slots of any of these."""
    by_name: dict[str, list[Resource]] = {"room": [], "equipment": [], "person": []}
    for one in resources:
        by_name[name_of(one)].append(one)
    found = Q(pk__in=[])
    for name, some in by_name.items():
        if some:
            found |= Q(**{f"{name}__in": [one.pk for one in some]})
    return found


def others(wanted: Wanted) -> list[Slot]:
    """Active slots of the resources, without those of the booking that is moved."""
    rows = Slot.objects.active().filter(slots_of(wanted.resources)).select_related(
        "booking__product", "booking__client", "booking__requested_by", "blackout", "room",
        "equipment", "person",
    )  # fmt: skip
    rows = rows.exclude(booking=wanted.but) if wanted.but else rows
    return list(rows.filter(held__overlap=_widest(wanted)).order_by("held", "id"))


def _widest(wanted: Wanted) -> tuple[datetime, datetime]:
    spans = [wanted.held(one) for one in wanted.resources]
    if not spans:
        return wanted.begins_at, wanted.ends_at
    return min(begin for begin, _end in spans), max(end for _begin, end in spans)


def _overlapping(wanted: Wanted) -> list[Slot]:
    spans = {one.pk: wanted.held(one) for one in wanted.resources}
    found = []
    for slot in others(wanted):
        begin, end = spans[slot.resource.pk]
        if slot.held.lower < end and slot.held.upper > begin and not _is_for_many(slot):
            found.append(slot)
    return found


def _is_for_many(slot: Slot) -> bool:
    """A booking of a device that many use at once stands against none."""
    device = slot.equipment
    return device is not None and slot.booking is not None and device.kind_of.is_shared


def _judged(wanted: Wanted, slot: Slot) -> Taken:
    room, booking = slot.room, slot.booking
    if room is None or booking is None:
        return Taken(slot, slot.resource, ())
    mine, other = wanted.use_of(room), use_of(booking, room)
    sharing = _allowed(mine, other, wanted, booking)
    against = () if sharing else _against(mine, other, wanted)
    return Taken(slot, room, against, sharing)


def use_of(booking: Booking, room: Room) -> RoomUse:
    """The use of the room that it would be; never stored."""
    return RoomUse(room=room, purpose=booking.purpose, product=booking.product, number=str(booking))


def _allowed(mine: RoomUse, other: RoomUse, wanted: Wanted, booking: Booking) -> Sharing | None:
    """The assessment that holds from the first moment of both until the last one."""
    if any(one.code == "VECTORS_MEET" for one in _against(mine, other, wanted)):
        return None
    first = max(wanted.begins_at, booking.begins_at)
    last = max(first, min(wanted.ends_at, booking.ends_at))
    found = sharing_of(mine, other, first)
    return found if found and sharing_of(mine, other, last) else None


def _against(mine: RoomUse, other: RoomUse, wanted: Wanted) -> tuple[Blocker, ...]:
    return tuple(beside_blockers(mine, other=other, at=wanted.begins_at))


def is_shared(resource: Resource) -> bool:
    """A device that many use at once."""
    return isinstance(resource, Equipment) and resource.kind_of.is_shared
