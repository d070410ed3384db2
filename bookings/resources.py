"""What can be booked: rooms, devices, people; and the minutes that each needs around a booking."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q

from bookings.models import Buffer
from cleanrooms.models import Equipment, Room
from people.models import User

Resource = Room | Equipment | User
Span = tuple[datetime, datetime]


@dataclass(frozen=True)
class Minutes:
    """Before and after each booking of a room or device."""

    setup: int
    changeover: int

    def around(self, begins_at: datetime, ends_at: datetime) -> Span:
        """What is held for a booking from and until these."""
        before, after = timedelta(minutes=self.setup), timedelta(minutes=self.changeover)
        return begins_at - before, ends_at + after


NONE = Minutes(0, 0)


def name_of(resource: Resource) -> str:
    """The column of a slot, a blackout or a buffer that names it."""
    if isinstance(resource, Room):
        return "room"
    return "equipment" if isinstance(resource, Equipment) else "person"


def minutes_of(resources: Iterable[Resource]) -> dict[UUID, Minutes]:
    """By key: what was set last; else a room's qualified clean-up time after, and nothing more."""
    wanted = [one for one in resources if not isinstance(one, User)]
    found = {one.pk: unset(one) for one in wanted}
    rows = Buffer.objects.filter(
        Q(room__in=[one for one in wanted if isinstance(one, Room)])
        | Q(equipment__in=[one for one in wanted if isinstance(one, Equipment)])
    )
    for row in rows.order_by("set_at", "id"):
        key = row.room_id or row.equipment_id
        if key is not None:
            found[key] = Minutes(row.setup_minutes, row.changeover_minutes)
    return found


def unset(resource: Resource) -> Minutes:
    """Of a room or device for which nobody set anything."""
    return Minutes(0, resource.clean_up_minutes or 0) if isinstance(resource, Room) else NONE
