"""Finding bookings: by number, by what they are for."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bookings.models import Booking
from bookings.seen import booking_page, visible_bookings
from integrity.moments import in_zone
from people.finding.kinds import Findable, Found, contribute_finding

PREFIX = "BKG-"


def booking_shown(one: Booking) -> Found:
    state = one.present
    return Found(
        str(one), booking_page(one), name=one.label, line=in_zone(one.begins_at), sign=state.sign,
        word=str(state.label),
    )  # fmt: skip


def of_booking(words: str) -> Q:
    """BKG-0012."""
    digits = words.upper().removeprefix(PREFIX)
    is_number = words.upper().startswith(PREFIX) and digits.isdecimal() and len(digits) < 9
    return Q(number=int(digits)) if is_number else Q(pk__in=[])


contribute_finding(
    Findable(
        "booking", _("Bookings"), "clock", visible_bookings, booking_shown, named=of_booking,
        place=26,
    )
)  # fmt: skip
