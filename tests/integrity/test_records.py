"""What every record has: an id in the order of creation, a version, a lock."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from cleanrooms.models import Grade, Room, RoomKind
from integrity.models.record import new_id
from people.models import User
from tests.deeds import made
from tests.integrity.deeds import rename
from tests.together import together, until, until_another_waits


def test_it_works():
    ids = [new_id() for _one in range(1000)]
    assert ids == sorted(set(ids))
    assert {found.version for found in ids} == {7}


@pytest.mark.django_db
def test_storing_makes_the_next_version(northlight, clerk, now):
    rename(organisation=northlight, name="Polar", by=clerk, at=now)
    northlight.refresh_from_db()
    assert (northlight.name, northlight.version) == ("Polar", 2)


def test_a_lock_gives_the_row_as_the_one_before_left_it(live_db, northlight, clerk, now):
    held: list[bool] = []

    def meanwhile() -> None:
        held.append(True)
        until_another_waits()

    def first() -> None:
        rename(organisation=northlight, name="Polar", by=clerk, at=now, then=meanwhile)

    def second() -> tuple[str, int]:
        until(lambda: held, "the first lock")
        with transaction.atomic():
            locked = northlight.lock()
            return locked.name, locked.version

    assert together(first, second) == [None, ("Polar", 2)]


@pytest.mark.django_db
def test_who_and_when_are_said_together(now):
    user = made(User, username="kadler", display_name="Kwame Adler")
    room = {"kind": RoomKind.CLEANROOM, "grade": Grade.C, "x": 0, "y": 0, "width": 1, "height": 1}
    for half in ({"state_at": now}, {"state_by": user}):
        with pytest.raises(IntegrityError, match="state_at_and_by"), transaction.atomic():
            made(Room, code="CR05", **room, **half)
    made(Room, code="CR05", **room, state_at=now, state_by=user)
    made(Room, code="CR06", **room)
