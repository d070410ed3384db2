"""When a booking is approved, moved, cancelled, begun; and who may."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from bookings.gates.asking import period_blockers
from bookings.gates.conflicts import conflict_blockers
from bookings.models import AHEAD, Booking, BookingState, Purpose
from bookings.wanted import Wanted, wanted_by
from cleanrooms.gates.entry import needs_gowning
from cleanrooms.gates.status import status_blockers
from cleanrooms.gates.use import GMP_WORK, containment_blockers
from cleanrooms.models import Room
from integrity.gates import gate
from integrity.refusals import Blocker
from people.gates import qualification_blockers
from people.models import User
from people.permissions import Permission
from people.qualifications import GOWNING


@gate
def approval_blockers(booking: Booking, *, by: User, at: datetime) -> Iterator[Blocker]:
    """Nothing takes its slot, and what it books is fit for the work until its end (Part IV 9.2)."""
    if booking.state != BookingState.REQUESTED:
        yield _decided(booking)
        return
    wanted = wanted_by(booking)
    yield from period_blockers(wanted, at=at)
    yield from conflict_blockers(wanted, by=by)
    yield from fitness_blockers(wanted)


def fitness_blockers(wanted: Wanted) -> Iterator[Blocker]:
    """Status of rooms and devices at its end, containment, and the gowning of the people booked."""
    for room in wanted.rooms:
        yield from containment_blockers(room, product=wanted.product)
        if _is_gmp(wanted, room):
            yield from status_blockers(room, at=wanted.ends_at)
    for device in wanted.equipment:
        if wanted.purpose != Purpose.MAINTENANCE:
            yield from status_blockers(device, at=wanted.ends_at)
    if any(needs_gowning(room) for room in wanted.rooms):
        for person in wanted.people:
            yield from qualification_blockers(person, kinds=[GOWNING], at=wanted.ends_at)


def _is_gmp(wanted: Wanted, room: Room) -> bool:
    """Maintenance is no work with a product; a laboratory’s own work needs no status."""
    if wanted.purpose == Purpose.MAINTENANCE:
        return False
    return wanted.purpose in GMP_WORK or room.is_kept_clean


@gate
def change_blockers(booking: Booking, *, by: User, at: datetime) -> Iterator[Blocker]:
    """Ahead of its begin it is cancelled or moved by whose it is, or by who approves bookings."""
    if booking.state not in AHEAD:
        yield _decided(booking)
    if not is_own(booking, by) and not by.may(Permission.APPROVE_BOOKING, booking, at):
        yield Blocker(
            "NOT_YOURS", _("%(booking)s was requested by somebody else.") % {"booking": booking},
            clears=_("Who requested it does it, or who approves bookings."),
        )  # fmt: skip


def is_own(booking: Booking, user: User) -> bool:
    """Who asked for it; of a tenant’s booking anybody of that tenant."""
    if user.is_of_facility:
        return booking.requested_by_id == user.pk
    return booking.client in user.organisations


@gate
def begin_blockers(booking: Booking, *, at: datetime) -> Iterator[Blocker]:
    """An approved one begins, from its setup on and before its end."""
    if booking.state != BookingState.APPROVED:
        yield _decided(booking)
        return
    held = [slot.held for slot in booking.slots.all()]
    first = min((one.lower for one in held), default=booking.begins_at)
    if not first <= at < booking.ends_at:
        yield Blocker(
            "NOT_ITS_TIME", _("%(booking)s is for another time.") % {"booking": booking},
            clears=_("It begins with its setup and before its end; move it to another time."),
        )  # fmt: skip


def _decided(booking: Booking) -> Blocker:
    words = {"booking": booking, "state": booking.present.label}
    return Blocker("NOT_FROM_HERE", _("%(booking)s is “%(state)s”.") % words)
