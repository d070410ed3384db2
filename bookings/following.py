"""A use of a room and what is booked there: whether it is for it, or against it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from bookings.gates.conflicts import whose
from bookings.models import Booking, BookingState, Slot
from bookings.resources import name_of
from cleanrooms.gates.use import use_blockers
from cleanrooms.models import Equipment, Purpose, Room, RoomUse
from integrity.gates import contribute
from integrity.moments import in_zone
from integrity.refusals import Blocker, Overrule
from people.models import User

BY_TWO = Overrule.SUPERVISOR_AND_SECOND_PERSON


def slots_at(resource: Room | Equipment, at: datetime) -> list[Slot]:
    """What holds it then; what is done holds nothing of it any more but its changeover."""
    rows = Slot.objects.active().filter(held__contains=at, **{name_of(resource): resource})
    return list(rows.exclude(booking__state=BookingState.DONE).select_related(
        "booking__client", "booking__requested_by", "blackout"
    ))  # fmt: skip


def is_for(booking: Booking, use: RoomUse) -> bool:
    """The booking is for this use: of the same lot or batch, or of the same kind without one."""
    if use.number or booking.lot_number:
        return use.number.casefold() == booking.lot_number.casefold()
    return bool(use.purpose == booking.purpose)


def held_blocker(slot: Slot, resource: Room | Equipment, *, about: str) -> Blocker:
    """That a booking or a blackout holds it; two people may overrule."""
    told = {"what": resource, "until": in_zone(slot.held.upper)}
    if slot.booking is not None:
        return Blocker(
            "BOOKED_BY_ANOTHER",
            _("%(what)s is booked by %(booking)s until %(until)s.")
            % {**told, "booking": whose(slot.booking)},
            clears=_("Wait until then, or have that booking moved."), overrule=BY_TWO,
            about=about,
        )  # fmt: skip
    return Blocker(
        "BLACKOUT",
        _("%(what)s is not to be had until %(until)s: %(note)s.")
        % {**told, "note": slot.blackout.note if slot.blackout else ""},
        clears=_("Wait until then, or have the blackout lifted."), overrule=BY_TWO, about=about,
    )  # fmt: skip


def booked_blockers(use: RoomUse, *, by: User, at: datetime) -> Iterator[Blocker]:
    """A room that is booked by another, or blacked out, is used only when two overrule it."""
    slots = slots_at(use.room, at)
    own = {one.share_group for one in slots if one.booking and is_for(one.booking, use)}
    for slot in slots:
        is_kept_free = slot.blackout is not None and use.purpose == Purpose.MAINTENANCE
        if slot.share_group not in own and not is_kept_free:
            about = str(slot.booking or f"{use.room} {slot.blackout_id}")
            yield held_blocker(slot, use.room, about=about)


contribute(use_blockers, booked_blockers)
