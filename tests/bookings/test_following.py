"""A use of a room and the booking that it is for, or against."""

from __future__ import annotations

import pytest

from bookings.models import Booking, BookingState, Purpose
from integrity.outbox.relay import relay
from integrity.refusals import Refused
from tests.bookings import ground
from tests.bookings.ground import HOUR, MONDAY, approved
from tests.cleanrooms import bench

pytestmark = pytest.mark.django_db


@pytest.fixture
def cleared(people):
    bench.checklists(people)
    return ground.contained()


def test_a_use_begun_in_its_slot_begins_the_booking(people, cleared):
    mine, _others = ground.two_lots(people)
    booking = approved(cleared, purpose=Purpose.PRODUCTION, lot_number=mine)
    use = bench.running(cleared, mine, people, MONDAY + HOUR)
    relay()
    booking.refresh_from_db()
    assert (booking.state, booking.use, booking.begun_by) == ("BEGUN", use, people["jvermaat"])


def test_a_use_in_the_slot_of_another_is_refused(people, cleared):
    mine, others = ground.two_lots(people)
    booking = approved(cleared, purpose=Purpose.PRODUCTION, lot_number=mine)
    with pytest.raises(Refused, match=str(booking)) as refused:
        bench.running(cleared, others, people, MONDAY + HOUR)
    assert [one.code for one in refused.value.blockers] == ["BOOKED_BY_ANOTHER"]
    assert Booking.objects.get().state == BookingState.APPROVED
