"""The board: every room with its state and what is inside, live, for the facility's people."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from batches.commands.execution import complete_step
from batches.models import BatchRecord, BatchStep
from cleanrooms.commands.rooms import change_room_state
from cleanrooms.models import Room, RoomState
from people.models import User
from tests import cast

BOARD, NOW = "/board/", "/board/now/"


@pytest.fixture
def rooms(people: dict[str, User]) -> list[Room]:
    return [cast.make_room(f"CR0{number}") for number in (1, 2, 3)]


def test_a_room_shows_state_grade_and_note_in_words(browse: Any, rooms: list[Room]) -> None:
    change_room_state(
        room=rooms[0], state=RoomState.TO_BE_CLEANED, reason="Until Friday",
        by=rooms[0].state_by, at=cast.NOW,
    )  # fmt: skip
    page = browse("jvermaat").get(BOARD)
    assert page.status_code == 200
    assert says(page.text, "CR01") == "CR01 C To be cleaned Until Friday since 2 Nov 09:00"
    assert says(page.text, "CR02") == "CR02 C Clean Commissioned since 2 Nov 09:00"


def test_a_batch_is_shown_in_the_room_of_its_next_step(
    browse: Any, small_batch: BatchRecord, people: dict[str, User]
) -> None:
    assert small_batch.number not in browse("jvermaat").get(BOARD).text
    small_batch = perform_first_step(small_batch, people)
    page = browse("jvermaat").get(f"{BOARD}?room=CR05")
    assert says(page.text, "CR05").startswith(f"CR05 C Clean {small_batch.number} ")
    assert f'href="{reverse("batch", args=[small_batch.number])}"' in page.text


def says(page: str, code: str) -> str:
    """What the room on the plan says to who cannot see it."""
    (tag,) = re.findall(rf"<a [^>]*data-room=\"{code}\"[^>]*id=\"plan-{code}\"[^>]*>", page)
    return str(re.search(r'aria-label="([^"]*)"', tag)[1])  # type: ignore[index]


def perform_first_step(batch: BatchRecord, people: dict[str, User]) -> BatchRecord:
    step = BatchStep.objects.filter(operation__batch=batch).earliest("position")
    complete_step(step=step, values=cast.answers(step), by=people["jvermaat"], at=cast.NOW)
    batch.refresh_from_db()
    return batch


def test_chips_count_cleanrooms_by_state(browse: Any, rooms: list[Room]) -> None:
    page = browse("jvermaat").get(BOARD)
    assert [(one.state, one.count) for one in page.context["counts"]] == [(RoomState.CLEAN, 3)]
    assert "All 3" in page.text


def test_a_filter_leaves_other_rooms_out(browse: Any, rooms: list[Room]) -> None:
    set_dirty(rooms[1])
    page = browse("jvermaat").get(f"{BOARD}?state=TO_BE_CLEANED&view=list")
    left_out = {tile.room.code for suite in page.context["suites"] for tile in suite.tiles
                if tile.is_left_out}  # fmt: skip
    assert left_out == {"CR01", "CR03"}
    assert 'id="card-CR02"' in page.text
    assert 'id="card-CR01"' not in page.text


def test_an_unknown_filter_or_room_changes_nothing(browse: Any, rooms: list[Room]) -> None:
    page = browse("jvermaat").get(f"{BOARD}?state=NOPE&room=CR99")
    assert page.status_code == 200
    assert page.context["selected"] is None
    assert 'id="card-CR01"' in page.text


def test_the_open_room_is_marked_and_leads_to_its_page(browse: Any, rooms: list[Room]) -> None:
    page = browse("jvermaat").get(f"{BOARD}?room=cr02")
    assert page.context["selected"].room == rooms[1]
    assert 'href="/board/rooms/CR02/"' in page.text
    assert page.text.count('aria-current="true"') == 3  # the chip "All", and the room twice


def test_nothing_new_is_answered_304_and_a_change_is_not(browse: Any, rooms: list[Room]) -> None:
    client: Client = browse("jvermaat")
    first = client.get(NOW, headers={"HX-Request": "true"})
    assert first.status_code == 200
    same = client.get(NOW, headers={"If-None-Match": first["ETag"]})
    assert same.status_code == 304
    assert same.content == b""
    set_dirty(rooms[0])
    changed = client.get(NOW, headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200
    assert changed["ETag"] != first["ETag"]


def test_an_answer_may_not_be_kept_for_others(browse: Any, rooms: list[Room]) -> None:
    assert set(browse("jvermaat").get(NOW)["Cache-Control"].split(", ")) == {"no-cache", "private"}


def test_a_lost_session_is_told_to_the_poll(client: Client, rooms: list[Room]) -> None:
    assert client.get(NOW, headers={"HX-Request": "true"}).status_code == 401


def test_latest_changes_are_newest_first(browse: Any, rooms: list[Room]) -> None:
    set_dirty(rooms[2])
    page = browse("jvermaat").get(BOARD)
    assert [room.code for room in page.context["latest"]] == ["CR03", "CR01", "CR02"]


def test_no_room_yet(browse: Any) -> None:
    page = browse("jvermaat").get(BOARD)
    assert page.status_code == 200
    assert "There are no rooms yet" in page.text


@pytest.mark.parametrize("path", [BOARD, NOW, "/board/rooms/CR01/"])
def test_a_partner_is_told_there_is_nothing_here(browse: Any, rooms: list[Room], path: str) -> None:
    assert browse("pnorth").get(path).status_code == 404


@pytest.mark.parametrize(("path", "queries"), [(BOARD, 12), (NOW, 12)])
def test_queries_do_not_grow_with_rooms(
    browse: Any, rooms: list[Room], small_batch: BatchRecord, people: dict[str, User],
    django_assert_num_queries: Any, path: str, queries: int,
) -> None:  # fmt: skip
    perform_first_step(small_batch, people)
    client = browse("jvermaat")
    with django_assert_num_queries(queries):
        client.get(path)
    for number in range(6, 10):
        cast.make_room(f"CR0{number}")
    with django_assert_num_queries(queries):
        client.get(path)


def set_dirty(room: Room) -> None:
    change_room_state(
        room=room, state=RoomState.TO_BE_CLEANED, reason="Spill",
        by=User.objects.get(username="kadler"), at=cast.NOW.replace(hour=9),
    )  # fmt: skip


def test_a_change_of_what_stands_in_a_room_is_not_answered_304(
    browse: Any, small_batch: BatchRecord, people: dict[str, User]
) -> None:
    """Nothing of the room changed: a batch came into it."""
    client = browse("jvermaat")
    first = client.get(NOW)
    perform_first_step(small_batch, people)
    changed = client.get(NOW, headers={"If-None-Match": first["ETag"]})
    assert (changed.status_code, small_batch.number in changed.text) == (200, True)


def test_nothing_new_costs_one_question_beside_those_of_the_session(
    browse: Any, rooms: list[Room], django_assert_max_num_queries: Any
) -> None:
    client = browse("jvermaat")
    tag = client.get(NOW)["ETag"]
    with django_assert_max_num_queries(5) as queries:
        assert client.get(NOW, headers={"If-None-Match": tag}).status_code == 304
    asked = [one["sql"] for one in queries.captured_queries]
    assert len([one for one in asked if "integrity_auditevent" in one]) == 1
    assert not [one for one in asked if "cleanrooms_" in one]


def test_a_command_that_leaves_the_board_as_it_was_gives_a_new_tag_and_nothing_else(
    browse: Any, rooms: list[Room], people: dict[str, User]
) -> None:
    client = browse("jvermaat")
    tag = client.get(NOW)["ETag"]
    cast.make_agreement(people, "NORTHLIGHT", title="More work")
    again = client.get(NOW, headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] != tag


def test_the_tag_of_one_person_or_part_is_not_that_of_another(
    browse: Any, rooms: list[Room]
) -> None:
    tag = browse("jvermaat").get(NOW)["ETag"]
    other = browse("jvermaat").get(f"{NOW}?room=CR01", headers={"If-None-Match": tag})
    assert other.status_code == 200
