"""The demo facility itself, made whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction

from cgtlims.demo.access import guess, make_access, qualify_for_first_batch
from cgtlims.demo.agreements import make_agreements
from cgtlims.demo.batches import (
    first_diary,
    first_morning,
    make_first_batch,
    make_second_batch,
)
from cgtlims.demo.bookings import make_bookings
from cgtlims.demo.days import Days
from cgtlims.demo.improvements import make_improvements
from cgtlims.demo.monitoring.load import make_monitoring, make_sampling
from cgtlims.demo.outside import make_outside
from cgtlims.demo.papers.files import make_files
from cgtlims.demo.papers.printed import make_printed
from cgtlims.demo.papers.trained import make_governing, make_training
from cgtlims.demo.papers.writing import make_documents
from cgtlims.demo.pen import Pen
from cgtlims.demo.people import SETUP, make_organisations, make_people
from cgtlims.demo.process import make_master
from cgtlims.demo.quality import make_deviations
from cgtlims.demo.quick import quick_hashes
from cgtlims.demo.release import make_specification, record_results
from cgtlims.demo.rooms import make_rooms
from cgtlims.demo.rooms_used.load import make_room_use
from cgtlims.demo.sensors.load import make_channels
from cgtlims.demo.status import make_status
from cgtlims.demo.stock.load import make_stock
from cgtlims.demo.suppliers import make_suppliers
from people.models import Organisation

Tell = Callable[[str], None]


def is_loaded() -> bool:
    return Organisation.objects.exists()


@transaction.atomic
def load_facility(password: str, now: datetime, tell: Tell) -> None:
    """Loads everything in one transaction, so that a broken start leaves nothing behind."""
    founded = min(now, first_morning()) - timedelta(days=365)
    tell("people and roles")
    make_organisations(founded)
    with quick_hashes():
        users, pen = make_people(password, founded), Pen(password)
    make_access(users, pen, founded, now)
    qualify_for_first_batch(users, first_morning())
    make_agreements(users, pen, founded)
    make_suppliers(users, pen, SETUP, founded)
    tell("rooms and devices")
    make_rooms(SETUP, users["kadler"], users["nbakker"], founded, now)
    tell("two years of qualification, calibration and maintenance")
    make_status(users, pen, founded, now)
    tell("controlled documents and training")
    days = Days(founded, first_morning(), now)
    make_documents(users, pen, days)
    make_training(users, pen, days)
    tell("the CAR-T master batch record")
    master = make_master(users, pen, founded + timedelta(days=30))
    tell("batch CART-26-001, executed step by step")
    batch = make_first_batch(master, users, pen)
    tell("its release results")
    if batch.executed_at is None:
        raise RuntimeError("The demo batch was not executed to its end.")
    specification = make_specification(batch, founded + timedelta(days=30))
    record_results(
        batch, specification, "1", users["trieger"], batch.executed_at + timedelta(days=2)
    )
    tell("batch CART-26-002, received and cleared yesterday")
    second = make_second_batch(master, users, pen, now)
    tell("materials and stock")
    make_stock(users, pen, first_diary(), [batch, second], founded, now)
    make_files(users, batch, now)
    tell("a fortnight in the rooms")
    packs = make_sampling(users, pen, founded, now)
    make_room_use(users, pen, packs, founded, now)
    make_printed(users, pen, days)
    tell("deviations")
    make_deviations(users, pen, now)
    make_improvements(users, pen, now)
    make_outside(users, pen, now)
    tell("environmental monitoring")
    make_monitoring(users, packs, now)
    tell("90 days of readings")
    make_channels(users, founded + timedelta(days=20), now)
    tell("bookings of rooms")
    make_bookings(users, now)
    make_governing(users["mlindqvist"], now)
    guess(users["sdijkhof"], now - timedelta(days=1))
