"""A use of a device and the booking that it is for, or against."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from bookings.commands.blackouts import lay_blackout
from bookings.models import BlackoutKind, Booking
from cleanrooms.models import Equipment, EquipmentKind, EquipmentUse
from integrity.outbox.relay import relay
from tests.bookings import ground
from tests.bookings.ground import HOUR
from tests.cleanrooms.test_equipment_use import begin, device, end, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def cabinet(people: Any) -> Equipment:
    return device("BSC-01", EquipmentKind.SAFETY_CABINET)


def booked(resource: Equipment, **more: Any) -> Booking:
    """For the present hours, asked for by the planner."""
    now = timezone.now()
    return ground.approved(resource, begins_at=now - timedelta(minutes=5), at=now - HOUR, **more)


def fresh(booking: Booking) -> Booking:
    booking.refresh_from_db()
    return booking


@pytest.mark.urs("ATMP-09.02")
def test_a_device_that_another_booked_is_refused_and_told_by_whom(
    browse: Any, cabinet: Equipment
) -> None:
    booking = booked(cabinet)
    refused = begin(browse("jvermaat"), "BSC-01")
    assert refused.status_code == 409
    assert f"BSC-01 is booked by {booking}" in text(refused)
    assert not EquipmentUse.objects.exists()
    assert fresh(booking).state == "APPROVED"


def test_who_booked_it_begins_the_booking_with_the_use_and_ends_it(
    browse: Any, cabinet: Equipment, people: Any
) -> None:
    booking = booked(cabinet, by=people["kadler"])
    client = browse("kadler")
    assert begin(client, "BSC-01").status_code == 302
    relay()
    use = EquipmentUse.objects.get()
    assert (fresh(booking).state, booking.device_use, booking.begun_by) == (
        "BEGUN", use, people["kadler"],
    )  # fmt: skip
    end(client, use)
    relay()
    assert (fresh(booking).state, booking.ended_by) == ("DONE", people["kadler"])
    assert "the use" in text(client.get(f"/bookings/{booking.number}/"))


def test_many_use_an_incubator_whoever_booked_it(browse: Any, people: Any) -> None:
    booked(device("INC-01", EquipmentKind.INCUBATOR))
    assert begin(browse("jvermaat"), "INC-01").status_code == 302


def test_in_a_blackout_a_device_is_not_used(browse: Any, cabinet: Equipment, people: Any) -> None:
    now = timezone.now()
    lay_blackout(
        resource=cabinet, kind=BlackoutKind.REQUALIFICATION, note="Filter integrity test",
        begins_at=now - HOUR, ends_at=now + HOUR, by=people["nbakker"], at=now - 2 * HOUR,
    )  # fmt: skip
    refused = begin(browse("jvermaat"), "BSC-01")
    assert refused.status_code == 409
    assert "Filter integrity test" in text(refused)
