"""Slots as commands write them: laid down, taken, moved, given back."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from bookings.models import Blackout, Booking, Slot
from bookings.resources import Resource, name_of
from bookings.taken import is_shared, taken
from bookings.wanted import Wanted, wanted_by
from cleanrooms.models import Equipment, Room, Sharing
from integrity.models.record import new_id

TOGETHER = uuid.UUID("9b6f0d2a-4f0e-5f1c-8a54-6a3d0f6b7c21")


def lay_slots(booking: Booking, wanted: Wanted) -> None:
    """One for each resource; none takes anything yet."""
    for resource in wanted.resources:
        minutes, held = wanted.minutes_of(resource), wanted.held(resource)
        slot = Slot(
            booking=booking, setup_minutes=minutes.setup, changeover_minutes=minutes.changeover,
            held=DateTimeTZRange(*held), **{name_of(resource): resource},
        )  # fmt: skip
        slot.save(force_insert=True)


def take_slots(booking: Booking) -> Sharing | None:
    """They are the booking's from now on; gives the assessment by which a room is shared, if any.

    Who shares a room is of one group: groups that meet here become one.
    """
    shared = [one for one in taken(wanted_by(booking)) if one.sharing is not None]
    groups = {one.slot.share_group for one in shared}
    group = min(groups) if groups else new_id()
    for slot in Slot.objects.active().filter(share_group__in=groups - {group}):
        slot.share_group = group
        slot.store()
    for slot in booking.slots.select_related("equipment"):
        slot.share_group = group if slot.room_id else _group_of(slot.equipment, group)
        slot.is_active = True
        slot.store()
    return shared[0].sharing if shared else None


def _group_of(device: Equipment | None, group: uuid.UUID) -> uuid.UUID:
    """Its booking's own; of a device for many the one of all its bookings."""
    if device is None or not is_shared(device):
        return new_id()
    return uuid.uuid5(TOGETHER, str(device.pk))


def give_back(booking: Booking) -> None:
    """What it holds is free again."""
    for slot in booking.slots.active():
        slot.is_active = False
        slot.store()


def end_early(booking: Booking, at: datetime) -> None:
    """What is left of it is free; the changeover still follows."""
    wanted = wanted_by(booking)
    for slot in booking.slots.active().select_related("room", "equipment", "person"):
        begin, _end = wanted.held(slot.resource)
        upper = max(begin, wanted.minutes_of(slot.resource).around(begin, at)[1])
        if begin < upper < slot.held.upper:
            slot.held = DateTimeTZRange(begin, upper)
            slot.store()


def move_slots(booking: Booking) -> None:
    """To the booking's new period; it takes nothing until they are taken again."""
    wanted = wanted_by(booking)
    for slot in booking.slots.select_related("room", "equipment", "person"):
        slot.held, slot.is_active = DateTimeTZRange(*wanted.held(slot.resource)), False
        slot.store()


def hold_blackout(blackout: Blackout, *, takes: bool) -> None:
    """Blackouts of one room or device may overlap each other, and no booking."""
    resource: Resource = blackout.resource
    columns: dict[str, Room | Equipment] = {name_of(resource): blackout.resource}
    slot = Slot(
        blackout=blackout, held=DateTimeTZRange(blackout.begins_at, blackout.ends_at),
        share_group=resource.pk, is_active=takes, **columns,
    )  # fmt: skip
    slot.save(force_insert=True)
