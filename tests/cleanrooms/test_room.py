"""One room: its facts, its changes, and setting its state with reasons when refused."""

from __future__ import annotations

import html
import uuid
from typing import Any

import pytest

from cleanrooms.models import Room, RoomState
from integrity.models import AuditEvent
from people.models import User
from tests import cast

ROOM = "/board/rooms/CR05/"


@pytest.fixture
def room(people: dict[str, User]) -> Room:
    return cast.make_room("CR05")


def typed(**values: object) -> dict[str, object]:
    """The form as the page shows it now, with what somebody put in."""
    shown = {"command_id": uuid.uuid4(), "version": Room.objects.get(code="CR05").version}
    return {"state": RoomState.TO_BE_CLEANED, "reason": "Spill", **shown, **values}


def test_facts_and_changes_are_shown(browse: Any, room: Room) -> None:
    page = browse("mlindqvist").get("/board/rooms/cr05/")
    assert page.status_code == 200
    for word in ("Cleanroom CR05", "Suite 2", "Grade C", "Kwame Adler", "Put on the plan"):
        assert word in page.text
    first, registered = page.context["changes"]
    assert (first.before, first.after) == (RoomState.OUT_OF_SERVICE, RoomState.CLEAN)
    assert (registered.before, registered.after) == (None, RoomState.OUT_OF_SERVICE)


def test_setting_the_state_is_recorded_with_who_and_why(browse: Any, room: Room) -> None:
    answer = browse("kadler").post(ROOM, typed(reason="Line clearance"), follow=True)
    assert answer.redirect_chain == [(ROOM, 302)]
    assert "CR05 is now “To be cleaned”." in answer.text
    assert 'data-draft-done="draft:room:CR05"' in answer.text
    room.refresh_from_db()
    assert (room.state, room.state_note) == (RoomState.TO_BE_CLEANED, "Line clearance")
    event = AuditEvent.objects.latest("seq")
    assert (event.actor_name, event.reason) == ("Kwame Adler", "Line clearance")


def test_sent_twice_it_is_done_once(browse: Any, room: Room) -> None:
    client, once = browse("kadler"), typed()
    before = AuditEvent.objects.count()
    assert [client.post(ROOM, once).status_code for _ in range(2)] == [302, 302]
    assert AuditEvent.objects.count() == before + 1


def test_a_refusal_says_why_and_keeps_what_was_typed(browse: Any, room: Room) -> None:
    client = browse("kadler")
    client.post(ROOM, typed(reason="Line clearance"))
    page = client.post(ROOM, typed(reason="Line clearance"))
    assert page.status_code == 422
    assert "Room CR05 is already “To be cleaned”." in page.text
    assert 'value="Line clearance"' in page.text
    assert Room.objects.get().version == room.version + 1


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"state": "SPOTLESS"}, "SPOTLESS is not one of the available choices"),
        ({"state": ""}, "This field is required"),
        ({"reason": "x" * 201}, "at most 200 characters (it has 201)"),
        ({"reason": "a\x00b"}, "Null characters are not allowed"),
    ],
)
def test_a_wrong_value_is_named(browse: Any, room: Room, wrong: dict[str, str], says: str) -> None:
    page = browse("kadler").post(ROOM, typed(**wrong))
    assert page.status_code == 422
    assert says in page.text
    assert Room.objects.get().state == RoomState.CLEAN


def test_who_may_not_change_it_sees_why(browse: Any, room: Room) -> None:
    page = browse("mlindqvist").get(ROOM)
    assert 'aria-disabled="true"' in page.text
    assert "the permission “set a room’s state by hand” is missing" in page.text
    assert "<form method" not in page.text.partition("Last changes")[0].partition("<main")[2]


def test_who_may_not_change_it_is_refused_when_sending(browse: Any, room: Room) -> None:
    page = browse("mlindqvist").post(ROOM, typed())
    assert page.status_code == 403
    assert "set a room&#x27;s state by hand" in page.text
    assert Room.objects.get().state == RoomState.CLEAN


@pytest.mark.parametrize("path", ["/board/rooms/CR99/", "/board/rooms/CR%0005/"])
def test_a_room_that_is_not_there(browse: Any, room: Room, path: str) -> None:
    assert browse("jvermaat").get(path).status_code == 404


def test_queries_of_a_room(browse: Any, room: Room, django_assert_num_queries: Any) -> None:
    client = browse("jvermaat")
    with django_assert_num_queries(17):
        client.get(ROOM)


def test_who_set_it_meanwhile_is_named_with_both_values(browse: Any, room: Room) -> None:
    """Two tablets show the same room; the second to send sees what the first one did."""
    mine = typed(state=RoomState.OUT_OF_SERVICE, reason="Spill")
    browse("kadler").post(ROOM, typed(reason="Line clearance"))
    page = browse("nbakker").post(ROOM, mine)
    assert page.status_code == 409
    room.refresh_from_db()
    assert room.state == RoomState.TO_BE_CLEANED
    text = html.unescape(page.text)
    assert "State is now “To be cleaned”, set by Kwame Adler at " in text
    assert "State note is now “Line clearance”" in text
    assert "You entered “Out of service”" in text
    assert "State at" not in text
    assert "State by" not in text
    assert 'value="Spill"' in text
    again = {**mine, "version": page.context["form"]["version"].value()}
    assert browse("nbakker").post(ROOM, again).status_code == 302
    room.refresh_from_db()
    assert (room.state, room.state_note) == (RoomState.OUT_OF_SERVICE, "Spill")
