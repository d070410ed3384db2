"""Six weeks of the calendar with 4,700 events over all rooms, through the whole web stack."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Model
from django.test import Client
from django.utils import timezone

from bench.figures import Figure, at_most
from bench.scenes import facility
from bench.timing import median_seconds
from bookings.models import Booking, BookingState, Purpose, Slot
from cleanrooms.models import Room, RoomKind
from people.models import User
from tests.deeds import TEST, make_rows

EVENTS = 4_700
AT_ONCE = 1_000
WEEKS = timedelta(weeks=6)
AHEAD = timedelta(days=120)  # beyond what recurring maintenance holds


def figures() -> Iterator[Figure]:
    """Events fill every room in equal pieces, as many as are asked for."""
    scene = facility()
    begin = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0) + AHEAD
    fill(begin, scene.people["lvandam"])
    client = Client(SERVER_NAME="localhost")
    client.force_login(scene.people["lvandam"])
    asked = {"from": begin.isoformat(), "until": (begin + WEEKS).isoformat()}

    def ask() -> Any:
        return client.get("/bookings/events/", asked)

    queries = Counter[str]()

    def counted(run: Callable[..., Any], statement: str, *rest: Any) -> Any:
        queries[statement] += 1
        return run(statement, *rest)

    with connection.execute_wrapper(counted):
        answer = ask()
    shown = len(answer.json()["events"]) if answer.status_code == HTTPStatus.OK else 0
    if shown < EVENTS:
        raise RuntimeError(f"The calendar answered {answer.status_code} with {shown} events.")
    yield at_most("calendar-six-weeks", 1000 * median_seconds(ask, 15), "ms", "300")
    yield at_most("calendar-queries", queries.total(), "queries", "10")
    yield at_most("calendar-size", len(answer.content) / 1000, "kB", "600")


def fill(begin: datetime, by: User) -> None:
    """Rows as commands make them, in one statement each thousand."""
    rooms = list(Room.objects.exclude(kind=RoomKind.AIRLOCK))
    each = -(-EVENTS // len(rooms))
    long = WEEKS / each
    first = 10_000
    booked: list[Model] = []
    slots: list[Model] = []
    for place, room in enumerate(rooms):
        for turn in range(each):
            start = begin + turn * long
            one = Booking(
                number=first + place * each + turn, purpose=Purpose.OTHER,
                title=f"Run {turn} in {room}", begins_at=start, ends_at=start + long * 0.8,
                requested_at=begin, requested_by=by, approved_at=begin, approved_by=by,
                state=BookingState.APPROVED,
            )  # fmt: skip
            held = DateTimeTZRange(one.begins_at, one.ends_at)
            booked.append(one)
            slots.append(Slot(booking=one, room=room, held=held, is_active=True))
    for rows in (booked, slots):
        for place in range(0, len(rows), AT_ONCE):
            make_rows(rows=rows[place : place + AT_ONCE], by=TEST, at=begin)
