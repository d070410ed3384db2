"""What was measured with a device that was found bad, and what is due."""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from batches.models import BatchRecord, BatchStep, Entry
from cleanrooms.commands.equipment_use import begin_use, end_use
from cleanrooms.due import dues
from cleanrooms.measured import in_doubt
from cleanrooms.models import Equipment, EquipmentKind, EvidenceKind, Outcome
from cleanrooms.status_contributions import due_soon, due_status, to_release
from people.models import User
from quality.models import Deviation
from tests import cast
from tests.deeds import changed
from tests.qualifying import qualify, recorded

CALIBRATION = EvidenceKind.CALIBRATION
DAY = timedelta(days=1)
TODAY = datetime.now(UTC)


@pytest.fixture
def counter(people: dict[str, User]) -> Equipment:
    cast.make_room("CR05")
    found = cast.make_device("CNT-01", "CR05", EquipmentKind.QC_INSTRUMENT)
    qualify(found, TODAY - 60 * DAY)
    return found


def text(answer: Any) -> str:
    return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split()))


def use(counter: Equipment, by: User, at: datetime, purpose: str) -> None:
    began = begin_use(equipment=counter, purpose=purpose, by=by, at=at)
    end_use(use=began, by=by, at=at + timedelta(hours=1))


def found_bad(counter: Equipment) -> Any:
    return recorded(
        counter, CALIBRATION, TODAY - DAY, as_found=Outcome.FAILED, reading_found="12 % low"
    )


def test_all_since_the_last_good_one_is_listed(
    browse: Any, counter: Equipment, people: dict[str, User]
) -> None:
    use(counter, people["trieger"], TODAY - 50 * DAY, "Before the last good one")
    from tests.qualifying import released

    released(counter, CALIBRATION, TODAY - 30 * DAY)
    use(counter, people["trieger"], TODAY - 20 * DAY, "Counted LOT-7")
    bad = found_bad(counter)
    assert [one.what for one in in_doubt(bad)] == ["Counted LOT-7"]
    shown = text(browse("trieger").get(f"/board/evidence/{bad.pk}/"))
    assert "As found: failed" in shown
    assert "Counted LOT-7" in shown
    assert "Before the last good one" not in shown


def test_entries_of_steps_that_name_it_are_listed_and_their_batch_is_touched(
    browse: Any, counter: Equipment, executed_batch: BatchRecord, people: dict[str, User]
) -> None:
    step = BatchStep.objects.filter(operation__batch=executed_batch).first()
    changed(step, equipment=["CNT-01"])
    entry = Entry.objects.filter(parameter__step=step).first()
    for one in Entry.objects.filter(parameter__step=step):
        changed(one, recorded_at=TODAY - 10 * DAY)
    bad = found_bad(counter)
    listed = in_doubt(bad)
    assert {one.label for one in listed} == {executed_batch.number}
    assert entry.parameter.name in listed[0].what or len(listed) > 1
    client = browse("trieger")
    page = client.get(f"/quality/deviations/new/?about=cleanrooms.evidence:{bad.pk}")
    assert "12 % low" in text(page)
    form = page.context["form"].initial
    sent = {
        "command_id": str(form["command_id"]), "title": "Counter found bad", "description": "Low",
        "occurred_at": (TODAY - DAY).strftime("%Y-%m-%dT%H:%M"),
        "found_at": (TODAY - DAY).strftime("%Y-%m-%dT%H:%M"),
    }  # fmt: skip
    answer = client.post(f"/quality/deviations/new/?about=cleanrooms.evidence:{bad.pk}", sent)
    assert answer.status_code == 302, text(answer)
    raised = Deviation.objects.get()
    assert [one.subject_label for one in raised.impacts.all()] == [executed_batch.number]
    assert any(executed_batch.number in value for _name, value in raised.context)


def test_a_good_calibration_puts_nothing_in_doubt(
    counter: Equipment, people: dict[str, User]
) -> None:
    use(counter, people["trieger"], TODAY - 20 * DAY, "Counted LOT-7")
    assert in_doubt(recorded(counter, CALIBRATION, TODAY - DAY)) == []


def test_what_is_due_stands_in_a_list_by_date(
    browse: Any, counter: Equipment, people: dict[str, User]
) -> None:
    soon = TODAY + 310 * DAY  # a year after it was calibrated, less some weeks
    assert {one.subject.code for one in dues(soon)} >= {"CNT-01"}
    assert "CNT-01" not in {one.subject.code for one in dues(TODAY)}
    client = browse("nbakker")
    assert "CNT-01" not in text(client.get("/board/due/"))
    shown = text(client.get("/board/due/?when=all&need=CALIBRATION"))
    assert "CNT-01" in shown
    assert "Valid" in shown
    found_bad(counter)
    lines = client.get("/board/due/?when=overdue&csv=1").content.decode().splitlines()
    assert lines[1].startswith("CNT-01,Device CNT-01,CR05,Calibration,Failed")
    assert "CNT-01" not in text(client.get("/board/due/?room=CR99"))


def test_it_is_told_30_days_ahead_and_stands_in_my_work(
    counter: Equipment, people: dict[str, User]
) -> None:
    ends = TODAY + 306 * DAY  # 365 - 60 and a day
    before, within = ends - 40 * DAY, ends - 10 * DAY
    assert "CNT-01" not in [one.code for one in due_status(before)]
    assert "CNT-01" in [one.code for one in due_status(within)]
    assert "CNT-01" in [one.code for one in due_soon(people["nbakker"], within, 50).tasks]


def test_who_may_release_is_asked_to(counter: Equipment, people: dict[str, User]) -> None:
    recorded(counter, CALIBRATION, TODAY - DAY)
    assert to_release(people["mlindqvist"], TODAY, 8).total == 1
    assert to_release(people["nbakker"], TODAY, 8).total == 0
