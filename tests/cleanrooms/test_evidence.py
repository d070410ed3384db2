"""Evidence of status: who releases it, when it is in force, what cannot be."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from cleanrooms.commands.evidence import withdraw_evidence
from cleanrooms.models import Equipment, EquipmentKind, Evidence, EvidenceKind, Outcome
from cleanrooms.standing import Standing, lines_of
from integrity.refusals import Refused
from people.models import User
from tests import cast
from tests.cleanrooms.evidence import DAY, LONG_AGO, TODAY, codes, release, text, typed
from tests.qualifying import qualify, recorded, released

CALIBRATION, PQ = EvidenceKind.CALIBRATION, EvidenceKind.PERFORMANCE


@pytest.fixture
def incubator(people: dict[str, User]) -> Equipment:
    cast.make_room("CR05")
    return cast.make_device("INC-01", "CR05", EquipmentKind.INCUBATOR)


def test_who_records_does_not_release(browse: Any, incubator: Equipment) -> None:
    found = recorded(incubator, CALIBRATION, TODAY - DAY)
    answer = release(browse("nbakker"), found, "nbakker")
    assert answer.status_code == 409
    assert "must be another person" in text(answer)
    found.refresh_from_db()
    assert found.released_at is None


def test_quality_assurance_releases_a_qualification(
    browse: Any, incubator: Equipment, people: dict[str, User]
) -> None:
    found = recorded(incubator, PQ, TODAY - DAY)
    shown = text(browse("nbakker").get(f"/board/evidence/{found.pk}/"))
    assert "Quality assurance releases a qualification." in shown
    assert "You release" not in shown


def test_one_query_says_whether_it_was_valid_at_a_moment(
    browse: Any, incubator: Equipment, django_assert_num_queries: Any
) -> None:
    qualify(incubator, LONG_AGO)
    recorded(incubator, CALIBRATION, TODAY - 2 * DAY, outcome=Outcome.FAILED)
    with django_assert_num_queries(1):
        valid = Equipment.objects.valid_at(TODAY - 10 * DAY).filter(code="INC-01")
        assert [one.code for one in valid] == ["INC-01"]
    assert not Equipment.objects.valid_at(LONG_AGO - DAY).exists()
    assert not Equipment.objects.valid_at(TODAY - DAY).exists()
    page = "/board/status/device/INC-01/?at="
    before = browse("jvermaat").get(f"{page}{TODAY - 10 * DAY:%Y-%m-%dT%H:%M}")
    assert "Valid then" in text(before)
    assert f"CAL-{LONG_AGO:%y%m%d}" in text(before)
    assert "Not valid then" in text(browse("jvermaat").get(f"{page}{TODAY:%Y-%m-%dT%H:%M}"))


def test_what_is_asked_of_many_and_of_one_is_the_same(incubator: Equipment) -> None:
    """The query of a set and the lines of one device are two forms of one rule."""
    qualify(incubator, LONG_AGO)
    adjusted = {"as_found": Outcome.FAILED}
    released(incubator, CALIBRATION, TODAY - 20 * DAY, **adjusted)
    bad = recorded(incubator, CALIBRATION, TODAY - 10 * DAY, outcome=Outcome.FAILED)
    for hours in range(0, 24 * 60, 36):
        at = LONG_AGO - 5 * DAY + timedelta(hours=hours)
        lines = lines_of(incubator, at)
        stands = all(line.standing is Standing.VALID for line in lines)
        assert Equipment.objects.valid_at(at).exists() == stands, at
    assert not bad.waits


def test_a_withdrawn_failure_ends_nothing_any_more(
    incubator: Equipment, people: dict[str, User]
) -> None:
    qualify(incubator, LONG_AGO)
    bad = recorded(incubator, CALIBRATION, TODAY - 2 * DAY, outcome=Outcome.FAILED)
    given = {"evidence": bad, "reason": "Another device", "at": TODAY}
    with pytest.raises(Refused, match="Quality assurance withdraws what was found bad"):
        withdraw_evidence(**given, by=people["nbakker"])
    assert codes(incubator, TODAY) == ["NOT_CALIBRATED"]
    withdraw_evidence(**given, by=people["mlindqvist"])
    assert codes(incubator, TODAY) == []


def test_what_failed_later_keeps_an_earlier_one_from_release(
    browse: Any, incubator: Equipment
) -> None:
    earlier = recorded(incubator, CALIBRATION, TODAY - 5 * DAY)
    recorded(incubator, CALIBRATION, TODAY - 2 * DAY, outcome=Outcome.FAILED)
    shown = text(browse("mlindqvist").get(f"/board/evidence/{earlier.pk}/"))
    assert "A later one failed" in shown


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"as_found": ""}, "It is not said how the device was found."),
        ({"kind": "MAINTENANCE"}, "Only a calibration has readings as found and as left."),
        ({"kind": "REQUALIFICATION", "as_found": ""}, "was never qualified."),
        ({"kind": "REPAIR", "as_found": ""}, "No repair of INC-01 was begun."),
        ({"outcome": "FAILED"}, "What failed holds for no day."),
        ({"performed_at": "2099-01-01T08:00"}, "This is not done yet."),
        ({"reference": " "}, "A value is needed."),
        ({"last_day": "2020-01-01"}, "It would end before it holds."),
    ],
)
def test_what_cannot_be_is_refused_and_kept(
    browse: Any, incubator: Equipment, changed: dict[str, str], words: str
) -> None:
    last = (TODAY + 60 * DAY).date()
    sent = typed("CALIBRATION", as_found="PASSED", reading_found="37.1 °C", last_day=last)
    answer = browse("nbakker").post("/board/status/device/INC-01/evidence/", {**sent, **changed})
    assert answer.status_code in (409, 422)
    assert words in text(answer)
    assert "37.1 °C" in answer.content.decode()
    assert not Evidence.objects.filter(equipment=incubator).exists()


def test_operators_record_nothing_and_partners_see_nothing(
    browse: Any, incubator: Equipment
) -> None:
    page = "/board/status/device/INC-01/"
    assert browse("jvermaat").post(f"{page}evidence/", typed("CALIBRATION")).status_code == 403
    assert browse("pnorth").get(page).status_code == 404
