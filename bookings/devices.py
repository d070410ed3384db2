"""The use of a device and what is booked there: whether it is theirs who begin it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from bookings.following import is_for
from bookings.gates.conflicts import whose
from bookings.models import Booking, BookingState, Slot
from cleanrooms.gates.status import status_blockers
from cleanrooms.models import Equipment, EquipmentUse, Room, RoomUse
from integrity.gates import contribute
from integrity.moments import in_zone
from integrity.refusals import Blocker, Overrule
from people.models import User
from people.models.qualification import day_of

BY_TWO = Overrule.SUPERVISOR_AND_SECOND_PERSON


def slots_of(device: Equipment, at: datetime) -> list[Slot]:
    """What holds the device then, and is not done."""
    rows = Slot.objects.active().filter(equipment=device, held__contains=at)
    return list(rows.exclude(booking__state=BookingState.DONE).select_related(
        "booking__client", "booking__requested_by", "blackout"
    ))  # fmt: skip


def is_theirs(booking: Booking, device: Equipment, by: User) -> bool:
    """Who asked for the booking or stands in it, or who works where its lot is worked with."""
    if by == booking.requested_by or booking.slots.filter(person=by).exists():
        return True
    uses = RoomUse.objects.running(device.room)
    return bool(booking.lot_number) and any(is_for(booking, use) for use in uses)


def booked_device_blockers(
    subject: Room | Equipment, *, at: datetime, by: User | None = None
) -> Iterator[Blocker]:
    """A device that is booked by another, or blacked out, is used only when two overrule it."""
    if isinstance(subject, Room) or by is None:
        return
    for slot in slots_of(subject, at):
        told = {"code": subject, "until": in_zone(slot.held.upper)}
        if slot.blackout is not None:
            yield Blocker(
                "BLACKOUT",
                _("%(code)s is not to be had until %(until)s: %(note)s.")
                % {**told, "note": slot.blackout.note},
                clears=_("Wait until then, or have the blackout lifted."), overrule=BY_TWO,
                about=f"{subject.code} {day_of(at)}",
            )  # fmt: skip
        elif slot.booking and not (
            subject.kind_of.is_shared or is_theirs(slot.booking, subject, by)
        ):
            yield Blocker(
                "BOOKED_BY_ANOTHER",
                _("%(code)s is booked by %(booking)s until %(until)s.")
                % {**told, "booking": whose(slot.booking)},
                clears=_("Wait until then, or have that booking moved."), overrule=BY_TWO,
                about=f"{slot.booking} {day_of(at)}",
            )  # fmt: skip


def booking_of(use: EquipmentUse) -> Booking | None:
    """The approved one, of this device and no room, that the use begins."""
    for slot in slots_of(use.equipment, use.began_at):
        booking = slot.booking
        if booking is None or booking.state != BookingState.APPROVED:
            continue
        if booking.slots.filter(room__isnull=False).exists():
            continue  # it begins with the use of its room
        named = use.lot is not None and use.lot.number == booking.lot_number
        if named or is_theirs(booking, use.equipment, use.began_by):
            return booking
    return None


contribute(status_blockers, booked_device_blockers)
