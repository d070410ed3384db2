"""What every record has: an id in the order of creation, a version, a lock."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from cleanrooms.models import Grade, Room, RoomKind
from integrity.models.record import new_id
from people.models import Organisation, User
from tests.together import together, until, until_another_waits


def test_it_works():
    ids = [new_id() for _one in range(1000)]
    assert ids == sorted(set(ids))
    assert {found.version for found in ids} == {7}


@pytest.mark.django_db
def test_storing_makes_the_next_version(northlight):
    locked = northlight.lock()
    locked.name = "Polar"
    locked.store()
    northlight.refresh_from_db()
    assert (northlight.name, northlight.version) == ("Polar", 2)


def test_a_lock_gives_the_row_as_the_one_before_left_it(live_db, northlight):
    held: list[Organisation] = []

    def first() -> None:
        with transaction.atomic():
            locked = northlight.lock()
            held.append(locked)
            until_another_waits()
            locked.name = "Polar"
            locked.store()

    def second() -> tuple[str, int]:
        until(lambda: held, "the first lock")
        with transaction.atomic():
            locked = northlight.lock()
            return locked.name, locked.version

    assert together(first, second) == [None, ("Polar", 2)]


@pytest.mark.django_db
def test_who_and_when_are_said_together(now):
    user = User.objects.create(username="kadler", display_name="Kwame Adler")
    room = {"kind": RoomKind.CLEANROOM, "grade": Grade.C, "x": 0, "y": 0, "width": 1, "height": 1}
    for half in ({"state_at": now}, {"state_by": user}):
        with pytest.raises(IntegrityError, match="state_at_and_by"), transaction.atomic():
            Room.objects.create(code="CR05", **room, **half)
    Room.objects.create(code="CR05", **room, state_at=now, state_by=user)
    Room.objects.create(code="CR06", **room)
