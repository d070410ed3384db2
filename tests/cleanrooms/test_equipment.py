"""The register of equipment, through its pages."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

import pytest

from cleanrooms.commands.equipment import register_equipment
from cleanrooms.equipment_details import EquipmentDetails
from cleanrooms.models import Equipment, EquipmentKind, Room
from integrity.models import AuditEvent
from people.models import User
from tests import cast

LIST, PAGE = "/board/equipment/", "/board/equipment/item/INC-01/"


@pytest.fixture
def room(people: dict[str, User]) -> Room:
    return cast.make_room("CR05")


@pytest.fixture
def incubator(people: dict[str, User], room: Room) -> Equipment:
    details = EquipmentDetails(
        name="Incubator 1", kind=EquipmentKind.INCUBATOR, room=room, serial_number="SN-9",
        in_service_since=date(2026, 1, 5),
    )  # fmt: skip
    return register_equipment(code="INC-01", details=details, by=people["nbakker"], at=cast.NOW)


def typed(room: Room, **other: object) -> dict[str, object]:
    shown = {"command_id": uuid.uuid4(), "name": "Incubator 2", "kind": "INCUBATOR"}
    return {**shown, "room": room.pk, **other}


def test_a_device_is_registered_and_found_by_its_serial_number(browse: Any, room: Room) -> None:
    sent = typed(room, code="INC-02", serial_number="SN-2201", maker="Binder")
    answer = browse("nbakker").post(f"{LIST}new/", sent, follow=True)
    assert "INC-02" in answer.text
    assert AuditEvent.objects.latest("seq").verb == "equipment.registered"
    assert browse("jvermaat").get("/search/?q=SN-2201").url == "/board/equipment/item/INC-02/"


def test_a_code_is_given_once(browse: Any, incubator: Equipment) -> None:
    answer = browse("nbakker").post(f"{LIST}new/", typed(incubator.room, code="inc-01"))
    assert answer.status_code == 422
    assert "There is a device inc-01 already." in answer.text
    assert Equipment.objects.count() == 1


def test_it_is_moved_with_a_reason(browse: Any, incubator: Equipment) -> None:
    other = cast.make_room("CR06")
    sent = typed(other, version=1, reason="Suite rebuilt")
    browse("nbakker").post(f"{PAGE}alter/", sent)
    incubator.refresh_from_db()
    assert (incubator.room, incubator.name) == (other, "Incubator 2")
    event = AuditEvent.objects.latest("seq")
    assert (event.verb, event.reason) == ("equipment.altered", "Suite rebuilt")


def test_what_is_out_of_service_stays_and_changes_no_more(
    browse: Any, incubator: Equipment
) -> None:
    end = {"command_id": uuid.uuid4(), "version": 1, "reason": "Sold"}
    client = browse("nbakker")
    assert client.post(f"{PAGE}end/", end).status_code == 302
    assert "Out of service" in client.get(PAGE).text
    refused = client.post(f"{PAGE}alter/", typed(incubator.room, version=2, reason="Oops"))
    assert refused.status_code == 409
    assert "INC-01 is out of service." in refused.text


def test_operators_read_it_and_change_nothing(browse: Any, incubator: Equipment) -> None:
    client = browse("jvermaat")
    assert "SN-9" in client.get(f"{LIST}?room=CR05").text
    assert "INC-01" not in client.get(f"{LIST}?kind=FREEZER").text
    assert client.post(f"{PAGE}end/", {}).status_code == 403


def test_a_partner_sees_none_of_it(browse: Any, incubator: Equipment) -> None:
    client = browse("pnorth")
    assert [client.get(one).status_code for one in (LIST, PAGE)] == [404, 404]
