"""The use log and the maintenance of devices, through their pages."""

from __future__ import annotations

import html
import re
import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from cleanrooms.commands.equipment_use import begin_use
from cleanrooms.gates.status import status_blockers
from cleanrooms.models import Equipment, EquipmentKind, EquipmentUse, EvidenceKind, Maintenance
from integrity.models import AuditEvent
from people.models import User
from tests import cast
from tests.deeds import made
from tests.qualifying import qualify, recorded, released

DAY = timedelta(days=1)
TODAY = datetime.now(UTC)


def device(code: str, kind: EquipmentKind) -> Equipment:
    found = cast.make_device(code, "CR05", kind)
    qualify(found, TODAY - 40 * DAY)
    return found


@pytest.fixture
def cabinet(people: dict[str, User]) -> Equipment:
    return device("BSC-01", EquipmentKind.SAFETY_CABINET)


def text(answer: Any) -> str:
    return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split()))


def begin(client: Any, code: str, **other: object) -> Any:
    sent = {"command_id": uuid.uuid4(), "version": 1, "purpose": "Media fill", **other}
    return client.post(f"/board/use/{code}/", sent)


def end(client: Any, use: EquipmentUse, **other: object) -> Any:
    sent = {"command_id": uuid.uuid4(), "version": 1, **other}
    return client.post(f"/board/use/{use.equipment.code}/{use.pk}/", sent)


def test_a_use_begins_and_ends(browse: Any, cabinet: Equipment) -> None:
    client = browse("jvermaat")
    assert begin(client, "BSC-01").status_code == 302
    use = EquipmentUse.objects.get()
    assert "Media fill" in text(client.get("/board/use/BSC-01/"))
    assert end(browse("aowusu"), use).status_code == 302
    use.refresh_from_db()
    assert (use.began_by.username, use.ended_by.username) == ("jvermaat", "aowusu")
    twice = end(client, use, version=2)
    assert twice.status_code == 409
    assert "This use ended at" in text(twice)


def test_a_device_is_used_for_one_thing_at_a_time(browse: Any, cabinet: Equipment) -> None:
    client = browse("jvermaat")
    begin(client, "BSC-01")
    other = begin(client, "BSC-01", purpose="Another")
    assert other.status_code == 409
    assert "BSC-01 is in use: Media fill, begun by Joris Vermaat." in text(other)
    assert EquipmentUse.objects.count() == 1


def test_the_database_holds_that_too(cabinet: Equipment, people: dict[str, User]) -> None:
    row = {
        "equipment": cabinet, "purpose": "A", "is_shared": False, "began_at": TODAY,
        "began_by": people["jvermaat"],
    }  # fmt: skip
    made(EquipmentUse, **row)
    with pytest.raises(IntegrityError, match="once_at_a_time"), transaction.atomic():
        made(EquipmentUse, **{**row, "began_at": TODAY + DAY})


def test_an_incubator_holds_several_at_once(browse: Any, people: dict[str, User]) -> None:
    device("INC-01", EquipmentKind.INCUBATOR)
    for purpose in ("Flask 1", "Flask 2"):
        assert begin(browse("jvermaat"), "INC-01", purpose=purpose).status_code == 302
    assert EquipmentUse.objects.running().count() == 2


def test_a_use_is_for_a_lot_that_there_is_or_for_something(browse: Any, cabinet: Equipment) -> None:
    client = browse("jvermaat")
    unknown = begin(client, "BSC-01", lot="NO-SUCH")
    assert unknown.status_code == 422
    assert "There is no lot NO-SUCH." in text(unknown)
    nothing = begin(client, "BSC-01", purpose=" ")
    assert nothing.status_code == 422
    assert "It is not said what the device is used for." in text(nothing)
    assert not EquipmentUse.objects.exists()


def test_a_late_entry_is_judged_by_its_own_moment(browse: Any, people: dict[str, User]) -> None:
    late = device("PC-01", EquipmentKind.PARTICLE_COUNTER)
    recorded(late, EvidenceKind.CALIBRATION, TODAY - 2 * DAY, outcome="FAILED")
    client = browse("jvermaat")
    assert begin(client, "PC-01").status_code == 409
    done = begin(client, "PC-01", pressed_at=(TODAY - 3 * DAY).isoformat())
    assert done.status_code == 302
    assert EquipmentUse.objects.get().began_at == TODAY - 3 * DAY


def test_a_repair_takes_it_out_of_use_until_another_person_releases_it(
    browse: Any, cabinet: Equipment, people: dict[str, User]
) -> None:
    sent = {"command_id": uuid.uuid4(), "kind": "REPAIR", "note": "Fan"}
    assert browse("nbakker").post("/board/maintenance/BSC-01/", sent).status_code == 302
    refused = begin(browse("jvermaat"), "BSC-01")
    assert refused.status_code == 409
    assert "BSC-01 is in maintenance since" in text(refused)
    again = {**sent, "command_id": uuid.uuid4()}
    twice = browse("nbakker").post("/board/maintenance/BSC-01/", again)
    assert "BSC-01 is in maintenance already." in text(twice)
    at = datetime.now(UTC)
    released(cabinet, EvidenceKind.MAINTENANCE, at)
    assert Maintenance.objects.running(at).exists()  # that was not the repair
    shown = released(cabinet, EvidenceKind.REPAIR, at)
    one = Maintenance.objects.get()
    assert (one.ended_by.username, one.evidence) == ("mlindqvist", shown)
    assert begin(browse("jvermaat"), "BSC-01").status_code == 302


def test_maintenance_is_due_again_after_its_months(
    people: dict[str, User], cabinet: Equipment
) -> None:
    year_later = TODAY + 400 * DAY
    codes = {one.code for one in status_blockers(cabinet, at=year_later)}
    assert codes == {"REQUALIFICATION_OVERDUE", "MAINTENANCE_OVERDUE"}


def test_what_it_needs_is_changed_with_the_reason(browse: Any, cabinet: Equipment) -> None:
    page = "/board/needs/BSC-01/"
    sent = {
        "command_id": uuid.uuid4(), "version": 1, "qualifications": ["INSTALLATION"],
        "calibration_months": "6", "reason": "Airflow sensor added",
    }  # fmt: skip
    assert browse("jvermaat").post(page, sent).status_code == 403
    bad = browse("nbakker").post(page, {**sent, "calibration_months": "99"})
    assert "99 months cannot be." in text(bad)
    again = {**sent, "command_id": uuid.uuid4()}
    assert browse("nbakker").post(page, again).status_code == 302
    cabinet.refresh_from_db()
    assert cabinet.qualifications == ["INSTALLATION"]
    assert cabinet.maintenance_months is None
    assert AuditEvent.objects.latest("seq").reason == "Airflow sensor added"
    assert [one.code for one in status_blockers(cabinet, at=TODAY)] == ["NOT_CALIBRATED"]


def test_the_kind_says_what_a_new_device_needs(people: dict[str, User]) -> None:
    counter = cast.make_device("PC-02", "CR05", EquipmentKind.PARTICLE_COUNTER)
    assert (counter.calibration_months, counter.maintenance_months) == (12, None)


def test_use_is_logged_by_who_may(browse: Any, cabinet: Equipment, people: dict[str, User]) -> None:
    assert begin(browse("mlindqvist"), "BSC-01").status_code == 403
    assert browse("pnorth").get("/board/use/BSC-01/").status_code == 404
    given = {"equipment": cabinet, "purpose": "A", "at": TODAY}
    assert begin_use(**given, by=people["jvermaat"]).pk
