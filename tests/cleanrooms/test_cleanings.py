"""A room is cleaned with the agent whose turn it is, wet as long as it must be, and checked."""

from __future__ import annotations

import uuid
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from cleanrooms.commands.rooms import change_room_state
from cleanrooms.models import Cleaning, Disinfectant, Handover, Room, RoomState
from cleanrooms.rotations import due_agent
from materials.models import Container
from people.models import User
from tests import cast
from tests.cleanrooms import bench, cleaned
from tests.cleanrooms.bench import sign, tap, text
from tests.deeds import changed
from tests.passwords import PASSWORD


@pytest.fixture
def room(people: dict[str, User]) -> Room:
    room = cast.make_room("CR05", clean_hold_hours=72)
    return change_room_state(
        room=room, state=RoomState.TO_BE_CLEANED, reason="Spill", by=people["kadler"],
        at=cast.NOW,
    )  # fmt: skip


@pytest.fixture
def bottle(people: dict[str, User]) -> Container:
    return cleaned.bottle(people)


@pytest.fixture
def agents(people: dict[str, User], room: Room) -> list[Disinfectant]:
    return cleaned.agents(people, room)


@pytest.fixture
def begun(people: dict[str, User]) -> Any:
    """Sends the form that begins a cleaning of CR05."""

    def begin(client: Any, agent: Disinfectant, **other: object) -> Any:
        return tap(client, "cleaning-new", "CR05", **cleaned.sent(agent, people, **other))

    return begin


def test_a_cleaning_from_begin_to_check(
    browse: Any, room: Room, agents: Any, bottle: Container, begun: Any
) -> None:
    client, before = browse("jvermaat"), bottle.remaining
    assert "It is the turn of Agent A." in client.get("/board/rooms/CR05/cleaning/").text
    assert begun(client, agents[0]).status_code == 302
    cleaning = Cleaning.objects.get()
    room.refresh_from_db()
    bottle.refresh_from_db()
    assert (room.state, bottle.remaining) == (RoomState.CLEANING, before - Decimal(1))
    dry = tap(client, "cleaning-end", cleaning.pk)
    assert "Nobody recorded when the surfaces were wet." in text(dry)
    assert tap(client, "cleaning-applied", cleaning.pk).status_code == 302
    early = tap(client, "cleaning-end", cleaning.pk)
    assert "The contact time, 5 min, runs until" in text(early)
    changed(cleaning, begun_at=timezone.now() - timedelta(minutes=9),
            applied_at=timezone.now() - timedelta(minutes=6))  # fmt: skip
    assert tap(client, "cleaning-end", cleaning.pk).status_code == 302
    room.refresh_from_db()
    assert room.state == RoomState.CLEAN_HOLD
    page, address = (reverse(one, args=[cleaning.pk]) for one in ("cleaning", "cleaning-check"))
    assert "must be another person" in text(sign(client, page, address, "jvermaat"))
    assert sign(client, page, address, "aowusu").status_code == 302
    room.refresh_from_db()
    cleaning.refresh_from_db()
    assert room.state == RoomState.CLEAN
    assert room.clean_until == cleaning.ended_at + timedelta(hours=72)


def test_agents_follow_their_turns_and_another_choice_says_why(
    browse: Any, room: Room, agents: Any, begun: Any, people: dict[str, User]
) -> None:
    client = browse("jvermaat")
    refused = begun(client, agents[1])
    assert "It is not the turn of Agent B in CR05." in text(refused)
    assert refused.status_code == 422
    begun(client, agents[1], reason="A is not in stock")
    assert due_agent(room) == agents[0]  # it stays due
    for agent in agents:
        changed(Cleaning.objects.latest("begun_at"), ended_at=timezone.now(),
                ended_by=people["jvermaat"])  # fmt: skip
        changed(room, state=RoomState.TO_BE_CLEANED)
        assert begun(client, agent).status_code == 302
    assert due_agent(room) == agents[0]


def test_what_may_not_be_used_cleans_no_room(
    browse: Any, room: Room, agents: Any, bottle: Container, begun: Any
) -> None:
    client = browse("jvermaat")
    assert "There is no container NOPE." in text(begun(client, agents[0], container="NOPE"))
    spores = begun(client, agents[0], kind="SPORICIDAL")
    assert "Agent A kills no spores." in text(spores)
    changed(bottle.lot, expires_at=timezone.now() - timedelta(days=1))
    assert "It expired at" in text(begun(client, agents[0]))
    assert not Cleaning.objects.exists()
    room.refresh_from_db()
    assert room.state == RoomState.TO_BE_CLEANED


def test_a_room_in_use_is_not_cleaned(
    browse: Any, room: Room, agents: Any, bottle: Container, begun: Any
) -> None:
    changed(room, state=RoomState.IN_USE)
    refused = begun(browse("jvermaat"), agents[0])
    assert "Room CR05 is “In use”." in text(refused)


def test_turns_without_a_sporicide_are_refused(browse: Any, room: Room, agents: Any) -> None:
    client = browse("nbakker")
    sent = {"cycle": "A\nB", "reason": "Simpler"}
    refused = tap(client, "rotation-set", "CR05", **sent)
    assert "No agent of this rotation kills spores." in text(refused)
    unknown = tap(client, "rotation-set", "CR05", cycle="A\nX", reason="More")
    assert "There is no disinfectant X. Accepted: A, B, S." in text(unknown)
    tap(client, "rotation-set", "CR05", cycle="a\ns", reason="Simpler")
    assert Room.objects.get().rotation.cycle == ["A", "S"]


def test_a_shift_is_handed_over_by_both(browse: Any, room: Room) -> None:
    client = browse("jvermaat")
    tap(client, "handover-new", "CR05", text="Filter alarm at 14:00, reset")
    handover = Handover.objects.get()
    assert "To be cleaned" in handover.open_items[0]
    page, address = (reverse(one, args=[handover.pk]) for one in ("handover", "handover-sign"))
    shown = client.get(page).context["signing"].initial
    sent = {
        "command_id": str(shown["command_id"]), "shown": shown["shown"], "who": "jvermaat",
        "secret": PASSWORD, "second_who": "jvermaat", "second_secret": PASSWORD,
    }  # fmt: skip
    assert "Nobody hands over to themselves." in text(client.post(address, sent))
    again = client.get(page).context["signing"].initial
    sent |= {"command_id": str(again["command_id"]), "second_who": "aowusu"}
    assert client.post(address, sent).status_code == 302
    handover.refresh_from_db()
    assert (handover.given_by.username, handover.taken_by.username) == ("jvermaat", "aowusu")
    assert "Read and understood by" in client.get(page).text


def test_a_checklist_holds_once_qa_approves_it(browse: Any, room: Room) -> None:
    manager = browse("nbakker")
    empty = tap(manager, "checklist-new", changeover="VECTOR", lines="\n \n")
    assert "A checklist has 1 to 40 lines." in text(empty)
    written = tap(manager, "checklist-new", changeover="VECTOR", lines="Waste gone\nLabels gone")
    page = written.url
    assert "sign" not in (manager.get(page).context.get("meaning") or "")
    quality = browse("mlindqvist")
    sign(quality, page, f"{page}sign/", "mlindqvist")
    assert "Approved" in quality.get("/board/rules/").text


def test_an_assessment_is_withdrawn_with_a_reason(browse: Any, room: Room) -> None:
    product = bench.product("TIL")
    people = {one.username: one for one in User.objects.all()}
    sharing = bench.shared(room, product, product, people)
    sent = {"version": sharing.version, "reason": "New layout", "command_id": uuid.uuid4()}
    address = reverse("sharing-withdraw", args=[sharing.pk])
    assert browse("nbakker").post(address, sent).status_code == 403
    assert browse("mlindqvist").post(address, sent).status_code == 302
    assert "Withdrawn" in browse("mlindqvist").get("/board/rules/").text
