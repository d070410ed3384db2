"""Rooms, devices and people are had once at a time."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from bookings.commands.blackouts import Recurrence, lay_blackout, plan_maintenance
from bookings.commands.buffers import set_buffer
from bookings.commands.decisions import approve_booking
from bookings.commands.requests import cancel_booking, move_booking
from bookings.commands.running import begin_booking, end_booking
from bookings.free import nearest_free
from bookings.models import BlackoutKind, BookingState, Frequency, Purpose, Slot
from bookings.resources import Minutes
from bookings.tasks import lay_due, mark_missed
from bookings.wanted import wanted_by
from cleanrooms.models import EquipmentKind
from integrity.refusals import Refused
from tests import cast
from tests.bookings import ground
from tests.bookings.ground import DAY, HOUR, MONDAY, NOW, approved, requested, room
from tests.cleanrooms import bench
from tests.deeds import changed

pytestmark = pytest.mark.django_db


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [one.code for one in refused.value.blockers]


def test_what_is_taken_is_refused_and_told(people):
    first = approved(room())
    with pytest.raises(Refused, match=f"{first} Method transfer \\(Lotte van Dam\\)") as refused:
        requested(room(), begins_at=MONDAY + 2 * HOUR)
    assert codes(refused) == ["BOOKED"]


def test_several_may_ask_and_one_gets_it(people):
    first, second = requested(room()), requested(room(), by=people["kadler"])
    approve_booking(booking=first, by=people["nbakker"], at=NOW)
    with pytest.raises(Refused, match=str(first)):
        approve_booking(booking=second, by=people["nbakker"], at=NOW)


def test_the_changeover_belongs_to_it(people):
    where = room(clean_up_minutes=20)
    set_buffer(
        resource=where, minutes=Minutes(15, 45), reason="Qualified", by=people["nbakker"], at=NOW
    )
    first = approved(where, hours=4)
    slot = first.slots.get()
    assert (slot.held.lower, slot.held.upper) == (
        MONDAY - 15 * HOUR / 60, MONDAY + 4 * HOUR + 45 * HOUR / 60,
    )  # fmt: skip
    with pytest.raises(Refused):
        requested(where, begins_at=MONDAY + 4 * HOUR + 50 * HOUR / 60)
    assert requested(where, begins_at=MONDAY + 5 * HOUR)


def test_without_a_setting_the_clean_up_time_follows(people):
    assert approved(room(clean_up_minutes=20)).slots.get().changeover_minutes == 20


def test_postgresql_itself_refuses_two_groups_in_one_slot(people):
    where = room()
    approved(where)
    other = requested(where, begins_at=MONDAY + 10 * HOUR).slots.get()
    held = where.slots.active().get().held
    with pytest.raises(IntegrityError, match="bookings_room_held_once"), transaction.atomic():
        changed(other, is_active=True, held=held)


@pytest.mark.urs("ATMP-09.02")
def test_two_lots_are_booked_together_only_as_assessed(people):
    where = ground.contained()
    mine, others = ground.two_lots(people)
    first = approved(where, purpose=Purpose.PRODUCTION, lot_number=mine)
    of_other = {"purpose": Purpose.PRODUCTION, "lot_number": others, "begins_at": MONDAY + HOUR}
    with pytest.raises(Refused, match=f"{first} CART-1") as refused:
        requested(where, **of_other)
    assert codes(refused) == ["BOOKED"]
    assert "QA approves an assessment" in str(refused.value.blockers[0].clears)
    waits = requested(where, awaits_assessment=True, **of_other)
    assert waits.awaits_assessment
    with pytest.raises(Refused, match=str(first)):
        approve_booking(booking=waits, by=people["nbakker"], at=NOW)
    bench_shared(where, people)
    done = approve_booking(booking=waits, by=people["nbakker"], at=NOW)
    assert done.sharing is not None
    groups = set(Slot.objects.active().values_list("share_group", flat=True))
    assert len(groups) == 1


def bench_shared(where, people):
    from materials.models import Product

    first, second = Product.objects.get(code="CART"), Product.objects.get(code="TCR")
    return bench.shared(where, first, second, people)


def test_two_vectors_are_never_booked_together(people):
    where = ground.contained()
    mine, others = ground.two_lots(people, second="LV-TCR")
    approved(where, purpose=Purpose.PRODUCTION, lot_number=mine)
    with pytest.raises(Refused, match="vector") as refused:
        requested(where, purpose=Purpose.PRODUCTION, lot_number=others, awaits_assessment=True)
    assert codes(refused) == ["VECTORS_MEET"]


def test_a_device_and_a_person_are_had_once(people):
    device, person = cast.make_device("BSC-1", "CR05"), people["jvermaat"]
    approved(device, purpose=Purpose.MAINTENANCE)
    approved(person)
    for one in (device, person):
        with pytest.raises(Refused, match=str(one)):
            requested(one, purpose=Purpose.MAINTENANCE)


def test_an_incubator_serves_many(people):
    device = cast.make_device("INC-1", "CR05", EquipmentKind.INCUBATOR)
    for _each in range(2):
        approved(device, purpose=Purpose.MAINTENANCE)
    lay = {"kind": BlackoutKind.MAINTENANCE, "note": "Service", "by": people["nbakker"], "at": NOW}
    with pytest.raises(Refused) as refused:
        lay_blackout(resource=device, begins_at=MONDAY, ends_at=MONDAY + HOUR, **lay)
    assert codes(refused) == ["BOOKED", "BOOKED"]


def test_the_nearest_slots_leave_room_for_the_changeover(people):
    where = room(clean_up_minutes=15)
    approved(where, begins_at=MONDAY, hours=4)
    wanted = wanted_by(requested(where, begins_at=MONDAY + 20 * HOUR, hours=2))
    offered = nearest_free(wanted.moved(MONDAY + HOUR), at=NOW)
    assert [one.begins_at for one in offered] == [
        MONDAY - 2.25 * HOUR, MONDAY + 4.25 * HOUR, MONDAY + 6.25 * HOUR
    ]  # fmt: skip
    assert {one.ends_at - one.begins_at for one in offered} == {2 * HOUR}


def test_a_blackout_is_named_and_offered_around(people):
    lay_blackout(
        resource=room(), kind=BlackoutKind.REQUALIFICATION, note="Smoke study", begins_at=MONDAY,
        ends_at=MONDAY + DAY, by=people["nbakker"], at=NOW,
    )  # fmt: skip
    with pytest.raises(Refused, match="Smoke study") as refused:
        requested(room())
    assert codes(refused) == ["BLACKOUT"]


def test_a_status_that_lapses_before_its_end_is_named(people):
    late = NOW + 400 * DAY
    booking = requested(room(), begins_at=late)
    with pytest.raises(Refused) as refused:
        approve_booking(booking=booking, by=people["nbakker"], at=NOW)
    assert codes(refused) == ["REQUALIFICATION_OVERDUE"]


def test_who_did_not_ask_for_it_cannot_take_it_back(people):
    booking = requested(room())
    cancel = {"booking": booking, "reason": "Not needed", "at": NOW}
    with pytest.raises(Refused) as refused:
        cancel_booking(by=people["kadler"], **cancel)
    assert codes(refused) == ["NOT_YOURS"]
    assert cancel_booking(by=ground.planner(), **cancel).state == BookingState.CANCELLED


def test_a_cancelled_one_frees_its_slot(people):
    booking = approved(room())
    cancel_booking(booking=booking, reason="Not needed", by=people["nbakker"], at=NOW)
    assert approved(room()).state == BookingState.APPROVED


def test_an_approved_one_is_moved_with_its_slot(people):
    booking = approved(room())
    to = {"begins_at": MONDAY + DAY, "ends_at": MONDAY + DAY + HOUR, "reason": "Later", "at": NOW}
    with pytest.raises(Refused) as refused:
        move_booking(booking=booking, by=ground.planner(), **to)
    assert codes(refused) == ["APPROVED_ALREADY"]
    moved = move_booking(booking=booking, by=people["nbakker"], **to)
    assert moved.slots.get().is_active
    assert approved(room())


def test_nobody_came(people, settings):
    booking = approved(room())
    mark_missed(MONDAY + 59 * HOUR / 60)
    booking.refresh_from_db()
    assert booking.state == BookingState.APPROVED
    mark_missed(MONDAY + HOUR)
    booking.refresh_from_db()
    assert (booking.state, booking.slots.get().is_active) == (BookingState.NO_SHOW, False)


def test_what_is_done_early_frees_the_rest(people):
    booking = approved(room(clean_up_minutes=20))
    begin_booking(booking=booking, by=people["jvermaat"], at=MONDAY)
    end_booking(booking=booking, by=people["jvermaat"], at=MONDAY + HOUR)
    assert booking.slots.get().held.upper == MONDAY + HOUR + 20 * HOUR / 60


def test_maintenance_keeps_its_hour_when_the_clocks_change(people):
    at_eight = NOW - 14 * DAY  # 19 October, 10:00 in summer time
    plan = plan_maintenance(
        resource=room(), by=people["nbakker"], at=NOW,
        recurrence=Recurrence(
            note="Filters", frequency=Frequency.WEEKLY, every=1, first_at=at_eight, minutes=60
        ),
    )  # fmt: skip
    begins = list(plan.blackouts.values_list("begins_at", flat=True))[:3]
    assert begins == [at_eight, at_eight + 7 * DAY + HOUR, at_eight + 14 * DAY + HOUR]


def test_maintenance_on_a_booking_holds_nothing_and_says_so(people):
    booking = approved(room())
    plan = plan_maintenance(
        resource=room(), by=people["nbakker"], at=NOW,
        recurrence=Recurrence(
            note="Filters", frequency=Frequency.DAILY, every=7, first_at=MONDAY, minutes=60
        ),
    )  # fmt: skip
    first, second, *_more = plan.blackouts.select_related("slot")
    assert (first.stands_against, first.slot.is_active) == (str(booking), False)
    assert (second.stands_against, second.slot.is_active) == ("", True)
    count = plan.blackouts.count()
    lay_due(NOW + 7 * DAY)
    assert plan.blackouts.count() == count + 1
