"""What may be asked for: a time that can be, rooms that one may book, and nothing taken."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from bookings.gates.conflicts import conflict_blockers
from bookings.tenancy import rooms_agreed
from bookings.wanted import Wanted
from cleanrooms.gates.use import containment_blockers
from integrity.gates import gate
from integrity.moments import in_zone
from integrity.refusals import Blocker
from people.models import User

LONGEST = timedelta(days=31)
FURTHEST = timedelta(days=730)


@gate
def request_blockers(
    wanted: Wanted, *, by: User, at: datetime, awaits_assessment: bool = False
) -> Iterator[Blocker]:
    """A period ahead, something to book that may be booked, and a slot that nobody has.

    Asked for in spite of a conflict only where an assessment of both products could allow it.
    """
    yield from period_blockers(wanted, at=at)
    yield from resource_blockers(wanted, by=by)
    for room in wanted.rooms:
        yield from containment_blockers(room, product=wanted.product)
    yield from conflict_blockers(wanted, by=by, unless_assessable=awaits_assessment)


def period_blockers(wanted: Wanted, *, at: datetime) -> Iterator[Blocker]:
    """It ends after it begins, is no longer than 31 days, and lies ahead within two years."""
    if wanted.ends_at <= wanted.begins_at:
        yield Blocker(
            "ENDS_TOO_EARLY", _("This would end before it begins."),
            clears=_("Accepted: a later time."), field="ends_at",
        )  # fmt: skip
    elif wanted.long > LONGEST:
        yield Blocker(
            "TOO_LONG", _("This is longer than 31 days."),
            clears=_("Accepted: up to 31 days; book the rest beside it."), field="ends_at",
        )  # fmt: skip
    if wanted.ends_at <= at:
        yield Blocker(
            "IN_THE_PAST", _("This is over: now it is %(now)s.") % {"now": in_zone(at)},
            clears=_("Accepted: a time ahead."), field="begins_at",
        )  # fmt: skip
    elif wanted.begins_at > at + FURTHEST:
        yield Blocker(
            "TOO_FAR", _("This is more than two years ahead."),
            clears=_("Accepted: a time within two years."), field="begins_at",
        )  # fmt: skip


def resource_blockers(wanted: Wanted, *, by: User) -> Iterator[Blocker]:
    """Something is booked; a tenant’s people book what its agreements name, and no person."""
    if not wanted.resources:
        yield Blocker(
            "NOTHING_CHOSEN", _("No room, device or person is chosen."),
            clears=_("Choose at least one."), field="rooms",
        )  # fmt: skip
    if by.is_of_facility:
        return
    agreed = rooms_agreed(by.organisations, wanted.begins_at)
    agreed &= rooms_agreed(by.organisations, wanted.ends_at)
    places = [*wanted.rooms, *(one.room for one in wanted.equipment)]
    if wanted.people or any(room.code not in agreed for room in places):
        yield Blocker(
            "NOT_AGREED", _("Your agreement does not name all of this for that time."),
            clears=_("Choose among the rooms that are offered, or ask the facility."),
            field="rooms",
        )  # fmt: skip
