"""Rooms, the zones in them and what lies beside them, through their pages."""

from __future__ import annotations

import uuid
from decimal import Decimal
from typing import Any

import pytest

from cleanrooms.commands.neighbours import Border, join_rooms
from cleanrooms.commands.zones import ZoneDetails, define_zone
from cleanrooms.models import Containment, Grade, Neighbour, Passage, Room, RoomState, Zone
from cleanrooms.queries import beside
from integrity.models import AuditEvent
from people.models import User
from tests import cast

ROOMS = "/board/rooms/CR01/"


@pytest.fixture
def filling(people: dict[str, User]) -> Room:
    return cast.make_room("CR01", Grade.B)


@pytest.fixture
def airlock(people: dict[str, User]) -> Room:
    return cast.make_room("AL01", Grade.C)


def room_form(**other: object) -> dict[str, object]:
    return {
        "command_id": uuid.uuid4(), "name": "Vector filling", "suite": "Suite 3",
        "kind": "CLEANROOM", "grade": "C", "containment": "LEVEL_2", "most_persons": "3",
        "clean_up_minutes": "15", "clean_hold_hours": "72", "x": "10", "y": "20", "width": "40",
        "height": "30", "corners": "", **other,
    }  # fmt: skip


def border_form(**other: object) -> dict[str, object]:
    return {"command_id": uuid.uuid4(), "passage": "DOOR", "least_pa": "15", **other}


@pytest.mark.urs("FAC-01")
def test_a_room_is_put_on_the_plan_with_grade_containment_and_neighbours(
    browse: Any, airlock: Room
) -> None:
    """Accepted: all of it is shown. Refused: a shape that is none."""
    client = browse("nbakker")
    refused = client.post("/board/new-room/", room_form(code="CR09", corners="10,20 50,20 60,50"))
    assert refused.status_code == 422
    assert "A corner lies outside the room’s rectangle." in refused.text
    assert "10,20 50,20 60,50" in refused.text
    client.post("/board/new-room/", room_form(code="CR09", corners="10,20 50,20 50,50 30,50 10,40"))
    room = Room.objects.get(code="CR09")
    assert (room.state, room.corners[3]) == (RoomState.OUT_OF_SERVICE, [30, 50])
    client.post(
        "/board/rooms/CR09/neighbours/",
        border_form(other=airlock.pk, least_pa="", justification=""),
    )
    page = client.get("/board/rooms/CR09/").text
    for word in ("Grade C", "Containment level 2", "15 min", "72 h", "AL01", "not controlled"):
        assert word in page


def test_operators_read_rooms_and_change_none(browse: Any, filling: Room) -> None:
    client = browse("jvermaat")
    assert "/alter/" not in client.get(ROOMS).text
    assert client.post("/board/new-room/", room_form(code="CR09")).status_code == 403
    assert not Room.objects.filter(code="CR09").exists()


def test_a_room_is_altered_with_a_reason_and_stays_cleaner_inside(
    browse: Any, filling: Room
) -> None:
    define_zone(
        room=filling, code="CR01-A", details=ZoneDetails(name="Cabinet", grade=Grade.A),
        by=cast.SETUP, at=cast.NOW,
    )  # fmt: skip
    client = browse("nbakker")
    sent = room_form(version=filling.version, reason="Requalified", grade="A")
    refused = client.post(f"{ROOMS}alter/", sent)
    assert refused.status_code == 422
    assert "CR01-A is Grade A, and room CR01 around it is Grade A." in refused.text
    client.post(f"{ROOMS}alter/", {**sent, "command_id": uuid.uuid4(), "grade": "C"})
    filling.refresh_from_db()
    assert filling.grade == Grade.C
    event = AuditEvent.objects.latest("seq")
    assert (event.verb, event.reason) == ("room.altered", "Requalified")


def test_a_zone_is_defined_altered_and_ended(browse: Any, filling: Room) -> None:
    client = browse("nbakker")
    sent = {"command_id": uuid.uuid4(), "code": "CR01-A", "name": "Cabinet", "grade": "B"}
    refused = client.post(f"{ROOMS}zones/", sent)
    assert "A zone has a cleaner grade than its room." in refused.text
    client.post(f"{ROOMS}zones/", {**sent, "command_id": uuid.uuid4(), "grade": "A"})
    zone = Zone.objects.get()
    assert "Cabinet" in client.get(ROOMS).text
    alter = {"command_id": uuid.uuid4(), "version": 1, "name": "Isolator", "grade": "A"}
    client.post(f"/board/zones/{zone.pk}/alter/", {**alter, "reason": "Replaced"})
    end = {"command_id": uuid.uuid4(), "version": 2, "reason": "Taken away"}
    client.post(f"/board/zones/{zone.pk}/end/", end)
    zone.refresh_from_db()
    assert (zone.name, zone.ended_by) == ("Isolator", User.objects.get(username="nbakker"))
    assert "Isolator" not in client.get(ROOMS).text.partition("Zones")[2].partition("</table>")[0]
    again = client.post(f"/board/zones/{zone.pk}/alter/", {**alter, "command_id": uuid.uuid4(),
                        "version": 3, "reason": "Oops"})  # fmt: skip
    assert "There is no zone CR01-A any more." in again.text


def test_a_cabinet_of_another_room_makes_no_zone_here(filling: Room, people: Any) -> None:
    sent = ZoneDetails(name="Cabinet", grade=Grade.A, equipment=cast.make_device("BSC-01", "CR02"))
    with pytest.raises(Exception, match="BSC-01 stands in CR02"):
        define_zone(room=filling, code="CR01-A", details=sent, by=cast.SETUP, at=cast.NOW)


@pytest.mark.parametrize(
    ("pa", "why", "said"),
    [
        ("15", "", ""),
        ("", "", "a difference must be held"),
        ("5", "", "A difference of 5 Pa is less than 10 Pa outwards."),
        ("5", "Measured together with the hatch", ""),
        ("-15", "", "Air would flow from AL01 into CR01, which is cleaner."),
        ("-15", "Sink", "Air would flow from AL01 into CR01, which is cleaner."),
        ("500", "", "500 Pa is no difference between rooms."),
    ],
)
def test_air_flows_from_the_cleaner_room(
    browse: Any, filling: Room, airlock: Room, pa: str, why: str, said: str
) -> None:
    sent = border_form(other=airlock.pk, least_pa=pa, justification=why)
    answer = browse("nbakker").post(f"{ROOMS}neighbours/", sent)
    assert said in answer.text
    assert answer.status_code == (422 if said else 302)
    assert Neighbour.objects.count() == (0 if said else 1)


def test_a_room_of_containment_may_be_a_sink(people: Any, airlock: Room) -> None:
    vector = cast.make_room("CR07", Grade.B, containment=Containment.LEVEL_2)
    border = Border(passage=Passage.DOOR, least_pa=Decimal(-15), justification="Sink for vectors")
    one = join_rooms(room=airlock, other=vector, border=border_seen_from_there(border),
                     by=cast.SETUP, at=cast.NOW)  # fmt: skip
    assert [(row.other, row.pa) for row in beside(vector)] == [(airlock, Decimal(-15))]
    assert [(row.other, row.pa) for row in beside(airlock)] == [(vector, Decimal(15))]
    assert str(one) == "AL01–CR07"


def border_seen_from_there(border: Border) -> Border:
    assert border.least_pa is not None
    return Border(
        passage=border.passage, least_pa=-border.least_pa, justification=border.justification
    )


def test_two_rooms_are_neighbours_once_whichever_is_named_first(
    browse: Any, filling: Room, airlock: Room
) -> None:
    client = browse("nbakker")
    client.post(f"{ROOMS}neighbours/", border_form(other=airlock.pk))
    sent = border_form(other=filling.pk, least_pa="-15")
    again = client.post("/board/rooms/AL01/neighbours/", sent)
    assert "AL01 and CR01 are neighbours already." in again.text
    one = Neighbour.objects.get()
    end = {"command_id": uuid.uuid4(), "version": 1, "reason": "Wall built"}
    client.post(f"/board/neighbours/{one.pk}/end/", end)
    assert client.post("/board/rooms/AL01/neighbours/", {**sent, "command_id": uuid.uuid4()}).url


def test_what_is_between_two_rooms_changes_with_a_reason(
    browse: Any, filling: Room, airlock: Room
) -> None:
    client = browse("nbakker")
    client.post(f"{ROOMS}neighbours/", border_form(other=airlock.pk))
    one = Neighbour.objects.get()
    sent = border_form(least_pa="12.5", version=1, reason="Rebalanced", passage="HATCH")
    client.post(f"/board/neighbours/{one.pk}/alter/", sent)
    assert "+12.5 Pa" in client.get(ROOMS).text
    assert "−12.5 Pa" in client.get("/board/rooms/AL01/").text
    assert AuditEvent.objects.latest("seq").details == {"passage": "HATCH", "least_pa": "12.5"}
