"""A use of a room and the booking it was for: begun and done together; a use beside is told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bookings.commands.running import follow_begin, follow_end
from bookings.gates.conflicts import whose
from bookings.models import Booking, BookingState, Slot
from bookings.services import BOOKINGS
from cleanrooms.gates.use import use_blockers
from cleanrooms.models import Purpose, Room, RoomUse
from integrity.gates import contribute
from integrity.models import AuditEvent
from integrity.moments import in_zone
from integrity.outbox import subscribe
from integrity.refusals import Blocker, Overrule, Refused
from people.models import User

BY_TWO = Overrule.SUPERVISOR_AND_SECOND_PERSON


def slots_at(room: Room, at: datetime) -> list[Slot]:
    """What holds the room then; what is done holds nothing of it any more but its changeover."""
    rows = Slot.objects.active().filter(room=room, held__contains=at)
    return list(rows.exclude(booking__state=BookingState.DONE).select_related(
        "booking__client", "booking__requested_by", "blackout"
    ))  # fmt: skip


def is_for(booking: Booking, use: RoomUse) -> bool:
    """The booking is for this use: of the same lot or batch, or of the same kind without one."""
    if use.number or booking.lot_number:
        return use.number.casefold() == booking.lot_number.casefold()
    return bool(use.purpose == booking.purpose)


def booked_blockers(use: RoomUse, *, by: User, at: datetime) -> Iterator[Blocker]:
    """A room that is booked by another, or blacked out, is used only when two overrule it."""
    slots = slots_at(use.room, at)
    own = {one.share_group for one in slots if one.booking and is_for(one.booking, use)}
    for slot in slots:
        if slot.share_group in own:
            continue
        if slot.booking is not None:
            yield Blocker(
                "BOOKED_BY_ANOTHER",
                _("%(room)s is booked by %(booking)s until %(until)s.")
                % {
                    "room": use.room, "booking": whose(slot.booking),
                    "until": in_zone(slot.held.upper),
                },
                clears=_("Wait until then, or have that booking moved."), overrule=BY_TWO,
                about=str(slot.booking),
            )  # fmt: skip
        elif slot.blackout is not None and use.purpose != Purpose.MAINTENANCE:
            yield Blocker(
                "BLACKOUT",
                _("%(room)s is not to be had until %(until)s: %(note)s.")
                % {
                    "room": use.room, "until": in_zone(slot.held.upper),
                    "note": slot.blackout.note,
                },
                clears=_("Wait until then, or have the blackout lifted."), overrule=BY_TWO,
                about=f"{use.room} {slot.blackout.pk}",
            )  # fmt: skip


@subscribe("room_use.begun")
def use_begun(event: AuditEvent) -> None:
    """The booking of the room for this lot or this work is begun too."""
    use = RoomUse.objects.select_related("room", "begun_by").get(pk=event.subject_id)
    if use.begun_at is None:
        return
    for slot in slots_at(use.room, use.begun_at):
        booking = slot.booking
        if booking and booking.state == BookingState.APPROVED and is_for(booking, use):
            with suppress(Refused):  # somebody was first
                follow_begin(booking=booking, use=use, by=BOOKINGS, at=timezone.now())
            return


@subscribe("room_use.ended")
def use_ended(event: AuditEvent) -> None:
    """The booking that was begun with it is done."""
    booking = Booking.objects.filter(use=event.subject_id, state=BookingState.BEGUN).first()
    if booking is not None and booking.use is not None:
        with suppress(Refused):
            follow_end(booking=booking, use=booking.use, by=BOOKINGS, at=timezone.now())


contribute(use_blockers, booked_blockers)
