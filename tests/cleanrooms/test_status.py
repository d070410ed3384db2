"""The status of rooms and devices: recorded by one person, released by another."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from cleanrooms.commands.rooms import change_room_state, register_room
from cleanrooms.commands.zones import ZoneDetails, define_zone
from cleanrooms.models import (
    Equipment,
    EquipmentKind,
    Evidence,
    EvidenceKind,
    Grade,
    Outcome,
    Room,
    RoomKind,
    RoomState,
)
from cleanrooms.room_details import Place, RoomDetails
from integrity.models import AuditEvent
from people.models import User
from quality.models import Deviation
from tests import cast
from tests.cleanrooms.evidence import DAY, LONG_AGO, TODAY, codes, release, text, typed
from tests.passwords import PASSWORD
from tests.qualifying import qualify, recorded, released

CALIBRATION, PQ = EvidenceKind.CALIBRATION, EvidenceKind.PERFORMANCE


@pytest.fixture
def incubator(people: dict[str, User]) -> Equipment:
    cast.make_room("CR05")
    return cast.make_device("INC-01", "CR05", EquipmentKind.INCUBATOR)


@pytest.fixture
def bare(people: dict[str, User]) -> Room:
    """A room on the plan, clean and never qualified."""
    details = RoomDetails(
        name="New room", suite="Suite 9", kind=RoomKind.CLEANROOM, grade=Grade.B,
        place=Place(0, 0, 40, 30),
    )  # fmt: skip
    register_room(code="CR20", details=details, by=cast.SETUP, at=cast.NOW)
    return change_room_state(
        room=Room.objects.get(code="CR20"), state=RoomState.CLEAN, by=people["kadler"], at=cast.NOW,
        reason="Cleaned after building",
    )  # fmt: skip


@pytest.mark.urs("FAC-05")
def test_a_room_is_used_once_its_three_qualifications_are_released(browse: Any, bare: Room) -> None:
    page = "/board/status/room/CR20/"
    shown = text(browse("nbakker").get(page))
    assert "CR20 is not qualified: no installation qualification, no operational" in shown
    assert codes(bare, TODAY) == ["NOT_QUALIFIED"]
    for kind in ("INSTALLATION", "OPERATION", "PERFORMANCE"):
        last = (TODAY + 100 * DAY).date() if kind == "PERFORMANCE" else ""
        sent = typed(kind, last_day=last)
        answer = browse("nbakker").post(f"{page}evidence/", sent, follow=True)
        assert "To be released" in text(answer)
        assert codes(bare, TODAY + DAY) == ["NOT_QUALIFIED"]
        found = Evidence.objects.get(kind=kind, room=bare)
        assert release(browse("mlindqvist"), found, "mlindqvist").status_code == 302
    assert "May be used" in text(browse("jvermaat").get(page))
    event = AuditEvent.objects.get(verb="evidence.released", subject_id=str(found.pk))
    assert event.actor_name == "Mara Lindqvist"


@pytest.mark.urs("FAC-05")
def test_a_device_is_not_used_before_its_qualification(browse: Any, incubator: Equipment) -> None:
    page = f"/board/use/{incubator.code}/"
    begin = {"command_id": uuid.uuid4(), "version": 1, "purpose": "Expansion"}
    answer = browse("jvermaat").post(page, begin)
    assert answer.status_code == 409
    assert "INC-01 is not qualified: no installation qualification" in text(answer)
    assert not incubator.uses.exists()
    qualify(incubator, LONG_AGO)
    done = browse("jvermaat").post(page, {**begin, "command_id": uuid.uuid4()}, follow=True)
    assert "The use of INC-01 has begun: Expansion." in text(done)
    assert incubator.uses.get().purpose == "Expansion"


@pytest.mark.urs("ANX1-4.32")
@pytest.mark.parametrize(
    ("grade", "zone", "months"), [("B", False, 6), ("C", False, 12), ("C", True, 6)]
)
def test_a_room_is_requalified_after_6_or_12_months(
    browse: Any, people: dict[str, User], grade: str, zone: bool, months: int
) -> None:
    room = cast.make_room("CR21", Grade(grade))
    if zone:
        details = ZoneDetails(name="Isolator", grade=Grade.A)
        define_zone(room=room, code="CR21-A", details=details, by=people["nbakker"], at=cast.NOW)
    page, client = "/board/status/room/CR21/evidence/", browse("nbakker")
    done = TODAY - DAY
    year, month = divmod(done.year * 12 + done.month - 1 + months, 12)
    last = done.replace(year=year, month=month + 1, day=min(done.day, 28)).date()
    late = typed("REQUALIFICATION", last_day=last + 4 * DAY)
    answer = client.post(page, late)
    assert answer.status_code == 422
    assert f"CR21 is due again after {months} months at the latest." in text(answer)
    without = client.post(page, typed("REQUALIFICATION"))
    assert f"It is due again every {months} months." in text(without)
    assert client.post(page, typed("REQUALIFICATION", last_day=last)).status_code == 302


@pytest.mark.urs("ANX1-4.32", "ATMP-09.07")
def test_an_overdue_room_is_blocked_and_an_overruling_opens_a_deviation(
    browse: Any, bare: Room
) -> None:
    for kind in ("INSTALLATION", "OPERATION"):
        released(bare, EvidenceKind(kind), LONG_AGO)
    released(bare, PQ, LONG_AGO, last_day=(TODAY - 3 * DAY).date())
    assert codes(bare, TODAY - 5 * DAY) == []
    page = "/board/status/room/CR20/"
    client = browse("jvermaat")
    shown = client.get(page)
    assert "Performance qualification of CR20 was due on" in text(shown)
    overrule_here(client, page, shown)
    assert "Overruled for today" in text(client.get(page))
    raised = Deviation.objects.get()
    assert (raised.subject_label, raised.room_code) == ("CR20", "CR20")
    assert codes(bare, raised.found_at + DAY) == ["REQUALIFICATION_OVERDUE"]


def overrule_here(client: Any, page: str, shown: Any, **other: str) -> Any:
    form = shown.context["overruling"].initial
    said = {
        "command_id": str(form["command_id"]), "shown": form["shown"],
        "reason": "The report is signed tonight.", "who": "kadler", "secret": PASSWORD,
        "second_who": "aowusu", "second_secret": PASSWORD,
    }  # fmt: skip
    return client.post(f"{page}overrule/", {**said, **other})


@pytest.mark.urs("ATMP-09.07")
def test_a_device_without_valid_status_is_used_only_when_two_persons_overrule(
    browse: Any, incubator: Equipment
) -> None:
    qualify(incubator, LONG_AGO)
    recorded(incubator, CALIBRATION, TODAY - 2 * DAY, outcome=Outcome.FAILED)
    page, client = "/board/status/device/INC-01/", browse("jvermaat")
    begin = {"command_id": uuid.uuid4(), "version": 1, "purpose": "Expansion"}
    refused = client.post("/board/use/INC-01/", begin)
    assert refused.status_code == 409
    assert "Calibration of INC-01 failed on" in text(refused)
    alone = overrule_here(client, page, client.get(page), second_who="kadler")
    assert alone.status_code == 409
    assert "must be another person" in text(alone)
    assert not Deviation.objects.exists()
    assert overrule_here(client, page, client.get(page)).status_code == 302
    again = {**begin, "command_id": uuid.uuid4()}
    assert client.post("/board/use/INC-01/", again).status_code == 302
    assert Deviation.objects.get().subject_label == "INC-01"


def test_a_room_that_was_out_of_service_was_not_valid_then(
    browse: Any, people: dict[str, User]
) -> None:
    """Qualified all the while: what it was at a moment counts, not what it is now."""
    room = cast.make_room("CR22")
    qualify(room, LONG_AGO)
    for state, at in (
        (RoomState.CLEAN, TODAY - 9 * DAY),
        (RoomState.OUT_OF_SERVICE, TODAY - 6 * DAY),
        (RoomState.CLEAN, TODAY - 3 * DAY),
    ):
        change_room_state(room=room, state=state, reason="Filter", by=people["kadler"], at=at)
    page = "/board/status/room/CR22/?at="
    for days, words in ((7, "Valid then"), (5, "Not valid then"), (1, "Valid then")):
        shown = text(browse("jvermaat").get(f"{page}{TODAY - days * DAY:%Y-%m-%dT%H:%M}"))
        assert words in shown
        assert ("Not valid then" in shown) is words.startswith("Not")
