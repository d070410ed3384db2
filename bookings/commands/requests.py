"""Asking for a booking, moving it, and taking it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from bookings.gates.asking import request_blockers
from bookings.gates.conflicts import conflict_blockers
from bookings.gates.deciding import change_blockers, fitness_blockers
from bookings.holding import give_back, lay_slots, move_slots, take_slots
from bookings.models import Booking, BookingState, Purpose
from bookings.resources import Resource
from bookings.taken import in_the_way
from bookings.wanted import Wanted, wanted_by
from cleanrooms.made import Made, made_named
from integrity.commands import command, say
from integrity.refusals import Blocker, Refused, refuse_if
from integrity.texts import one_line, text_blockers
from materials.numbers import next_number
from people.models import Organisation, User
from people.permissions import Permission


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What for: production is for a lot or a batch by its number, anything else for its title.

    `client` is the tenant or sponsor whose it is; of a tenant’s own people it is their tenant.
    `awaits_assessment` asks in spite of another lot in the room: QA is to assess both.
    """

    purpose: Purpose
    begins_at: datetime
    ends_at: datetime
    resources: tuple[Resource, ...]
    title: str = ""
    lot_number: str = ""
    client: Organisation | None = None
    awaits_assessment: bool = False


@command(permission=Permission.REQUEST_BOOKING)
def request_booking(*, asked: Asked, by: User, at: datetime) -> Booking:
    """Asks for rooms, devices and people; it takes them when it is approved.

    Several may ask for one slot. What is taken already is refused, and said by whom.
    """
    made, title = _made(asked, by), one_line(asked.title)
    if made is None:
        refuse_if(text_blockers(Booking, title=title))
    client = _client_of(asked, by)
    wanted = Wanted(
        asked.begins_at, asked.ends_at, asked.purpose, asked.resources, client=client,
        product=made.product if made else None, lot_number=made.number if made else "",
    )  # fmt: skip
    may_wait = asked.awaits_assessment and by.is_of_facility
    refuse_if(request_blockers(wanted, by=by, at=at, awaits_assessment=may_wait))
    booking = Booking(
        number=next_number(Booking), purpose=asked.purpose, title=title[:200],
        lot_number=wanted.lot_number, lot=made.lot if made else None, product=wanted.product,
        client=wanted.client, begins_at=asked.begins_at, ends_at=asked.ends_at,
        awaits_assessment=may_wait and bool(in_the_way(wanted)), requested_at=at, requested_by=by,
    )  # fmt: skip
    booking.save(force_insert=True)
    lay_slots(booking, wanted)
    say("booking.requested", about=booking, details=_said(booking))
    return booking


@command(permission=Permission.REQUEST_BOOKING)
def move_booking(
    *, booking: Booking, begins_at: datetime, ends_at: datetime, reason: str, by: User,
    at: datetime,
) -> Booking:  # fmt: skip
    """To another time; one that is approved stays so, and is moved by who approves bookings."""
    booking = booking.lock()
    refuse_if(change_blockers(booking, by=by, at=at))
    is_taken = booking.state == BookingState.APPROVED
    if is_taken and not by.may(Permission.APPROVE_BOOKING, booking, at):
        raise Refused([
            Blocker(
                "APPROVED_ALREADY", _("%(booking)s is approved.") % {"booking": booking},
                clears=_("Who approves bookings moves it; or cancel it and request another one."),
            )
        ])  # fmt: skip
    before = {"from": booking.begins_at, "until": booking.ends_at}
    booking.begins_at, booking.ends_at, booking.reason = begins_at, ends_at, one_line(reason)[:500]
    wanted = wanted_by(booking)
    refuse_if(request_blockers(
        wanted, by=by, at=at, awaits_assessment=booking.awaits_assessment and not is_taken
    ))  # fmt: skip
    if is_taken:
        refuse_if([*conflict_blockers(wanted, by=by), *fitness_blockers(wanted)])
    booking.store()
    move_slots(booking)
    if is_taken:
        booking.sharing = take_slots(booking)
        booking.store()
    told = {name: value.isoformat() for name, value in before.items()}
    say("booking.moved", about=booking, reason=reason, details={**_said(booking), **told})
    return booking


@command(permission=Permission.REQUEST_BOOKING)
def cancel_booking(*, booking: Booking, reason: str, by: User, at: datetime) -> Booking:
    """It does not take place; what it held is free."""
    booking = booking.lock()
    refuse_if(change_blockers(booking, by=by, at=at))
    booking.state, booking.reason = BookingState.CANCELLED, one_line(reason)[:500]
    booking.cancelled_at, booking.cancelled_by = at, by
    booking.store()
    give_back(booking)
    say("booking.cancelled", about=booking, reason=reason)
    return booking


def _client_of(asked: Asked, by: User) -> Organisation | None:
    """A tenant’s people ask for their own organisation, whatever was sent."""
    if by.is_of_facility:
        return asked.client
    own = by.organisations
    return asked.client if asked.client in own else own[0] if own else None


def _made(asked: Asked, by: User) -> Made | None:
    """What the number names; a tenant names its own lots, or none."""
    number = one_line(asked.lot_number)
    made = made_named(number) if number else None
    hidden = made is not None and not by.is_of_facility and not _is_theirs(made, by)
    if hidden or (number and made is None) or (asked.purpose == Purpose.PRODUCTION and not number):
        message = (
            _("There is no lot and no batch %(number)s.") % {"number": number}
            if number
            else _("It is not said for which lot or batch.")
        )
        clears = _("Enter or scan the number of a lot, or of a batch.")
        if not by.is_of_facility:
            clears = _("Enter the number of a lot of yours; or choose another purpose.")
        raise Refused([Blocker("NOT_MADE_HERE", message, clears=clears, field="lot_number")])
    return made


def _is_theirs(made: Made, by: User) -> bool:
    return made.product is not None and made.product.sponsor in by.organisations


def _said(booking: Booking) -> dict[str, object]:
    return {
        "number": str(booking), "purpose": booking.purpose,
        "begins_at": booking.begins_at.isoformat(), "ends_at": booking.ends_at.isoformat(),
    }  # fmt: skip
