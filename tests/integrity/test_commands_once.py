"""A command with an id of its own is done once for ever, however often it is sent."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest

from integrity.refusals import NotPermitted, Refused
from people.models import Organisation
from tests.deeds import said
from tests.integrity.deeds import found, rename, rename_for
from tests.together import together, until, until_another_waits

KEY = uuid.UUID("0193a1c0-0000-7000-8000-000000000001")


class Mark:
    """Notes that the body ran."""

    def __init__(self, ran: list[str]) -> None:
        self.ran = ran

    def __call__(self) -> None:
        self.ran.append("changed")

    def __str__(self) -> str:
        return "mark"


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [blocker.code for blocker in refused.value.blockers]


def test_it_works(northlight, clerk, now):
    first = rename.once(KEY, organisation=northlight, name="Polar", by=clerk, at=now)
    again = rename.once(KEY, organisation=northlight, name="Polar", by=clerk, at=now)
    assert first == again == northlight
    assert again.version == 2
    assert said().get().command_id == KEY


def test_a_repeat_does_not_run_the_body_again(northlight, clerk, now):
    ran: list[str] = []
    for _time in range(2):
        rename.once(KEY, organisation=northlight, name="Polar", by=clerk, at=now, then=Mark(ran))
    assert ran == ["changed"]


def test_a_repeat_comes_later(northlight, clerk, now):
    first = rename.once(KEY, organisation=northlight, name="Polar", by=clerk, at=now)
    later = now + timedelta(hours=3)
    assert rename.once(KEY, organisation=northlight, name="Polar", by=clerk, at=later) == first


def test_the_id_with_other_inputs_is_refused(northlight, clerk, now):
    """Another value under the same id is another entry: it is never dropped in silence."""
    rename.once(KEY, organisation=northlight, name="Polar", by=clerk, at=now)
    with pytest.raises(Refused) as refused:
        rename.once(KEY, organisation=northlight, name="Boreal", by=clerk, at=now)
    assert codes(refused) == ["COMMAND_ID_USED"]
    northlight.refresh_from_db()
    assert northlight.name == "Polar"
    assert said().count() == 1


def test_the_id_of_another_command_is_refused(northlight, clerk, now):
    rename.once(KEY, organisation=northlight, name="Polar", by=clerk, at=now)
    with pytest.raises(Refused) as refused:
        found.once(KEY, code="HALDEN", by=clerk, at=now)
    assert codes(refused) == ["COMMAND_ID_USED"]
    assert refused.value.status == 409
    assert not Organisation.objects.filter(code="HALDEN").exists()


def test_the_id_of_another_person_is_refused(northlight, clerk, now):
    other = type(clerk)("Another clerk", clerk.permissions)
    rename.once(KEY, organisation=northlight, name="Polar", by=clerk, at=now)
    with pytest.raises(Refused) as refused:
        rename.once(KEY, organisation=northlight, name="Polar", by=other, at=now)
    assert codes(refused) == ["COMMAND_ID_USED"]


def test_a_repeat_asks_for_the_permission_again(northlight, clerk, visitor, now):
    rename.once(KEY, organisation=northlight, name="Polar", by=clerk, at=now)
    with pytest.raises(NotPermitted):
        rename.once(KEY, organisation=northlight, name="Polar", by=visitor, at=now)


def test_a_refused_command_may_be_sent_again_under_its_id(northlight, clerk, now):
    with pytest.raises(Refused):
        rename.once(KEY, organisation=northlight, name="Northlight", by=clerk, at=now)
    assert rename.once(KEY, organisation=northlight, name="Polar", by=clerk, at=now).version == 2


def test_of_two_taps_at_once_the_second_gets_what_the_first_did(live_db, northlight, clerk, now):
    """The second waits for the row and is refused by what the first one changed."""

    def tap():
        return rename.once(
            KEY, organisation=northlight, name="Polar", by=clerk, at=now, then=until_another_waits
        )

    assert together(tap, tap) == [northlight, northlight]
    northlight.refresh_from_db()
    assert (northlight.name, northlight.version) == ("Polar", 2)
    assert said().get().command_id == KEY


def test_of_two_taps_at_once_the_second_changes_nothing_when_it_may(
    live_db, northlight, clerk, now
):
    """No rule of the command stands against it; the first one has ended when it comes to write."""

    def tap():
        return rename_for.once(
            KEY, organisation=northlight, name="Polar", reason="Merger", by=clerk, at=now,
            then=until_another_waits,
        )  # fmt: skip

    assert together(tap, tap) == [northlight, northlight]
    northlight.refresh_from_db()
    assert (northlight.name, northlight.version) == ("Polar", 2)
    assert said().get().command_id == KEY


def test_of_two_taps_at_once_only_one_makes_a_record(live_db, clerk, now):
    """The second hits the unique code of the record that the first one made."""

    def tap():
        return found.once(KEY, code="HALDEN", by=clerk, at=now, then=until_another_waits)

    first, second = together(tap, tap)
    assert first == second == Organisation.objects.get()
    assert said().count() == 1


def test_of_two_taps_at_once_that_touch_nothing_alike_only_one_counts(live_db, clerk, now):
    """Only the audit trail's unique id stands between them."""
    begun: list[str] = []

    def tap(code):
        def both_began():
            begun.append(code)
            until(lambda: len(begun) == 2, "the second tap")

        return lambda: found.once(KEY, code=code, by=clerk, at=now, then=both_began)

    outcomes = together(tap("HALDEN"), tap("POLAR"))
    (refused,) = [one for one in outcomes if isinstance(one, Refused)]
    assert [blocker.code for blocker in refused.blockers] == ["COMMAND_ID_USED"]
    assert Organisation.objects.get() in outcomes
    assert said().count() == 1
