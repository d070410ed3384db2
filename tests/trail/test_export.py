"""Copies of the trail: complete, exact, harmless in a spreadsheet, and themselves in the trail."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest

from batches.models import Entry
from integrity.models import AuditEvent, RowChange
from integrity.trail.files import COLUMNS, guarded
from people.models import Organisation
from tests.deeds import changed

EXPORT = "/trail/export/"


@pytest.fixture
def taken(browse: Any) -> Any:
    """The text of an export, as QA takes it."""

    def export(**asked: str) -> str:
        answer = browse("mlindqvist").post(EXPORT, asked)
        assert answer.status_code == 200
        return b"".join(answer.streaming_content).decode()

    return export


def lines(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_json_has_every_event_with_its_exact_body_and_changes(taken: Any, entry: Entry) -> None:
    events = list(AuditEvent.objects.all())
    found = json.loads(taken(file="json"))
    assert [one["body"] for one in found["events"]] == [event.body for event in events]
    assert [one["hash"] for one in found["events"]] == [bytes(e.hash).hex() for e in events]
    diffs = [change["diff"] for one in found["events"] for change in one["changes"]]
    expected = RowChange.objects.order_by("event__seq", "id").values_list("diff", flat=True)
    assert diffs == list(expected)
    assert (found["event_count"], found["up_to"]) == (len(events), events[-1].seq)
    assert found["exported_by"] == "Mara Lindqvist"


def test_csv_has_a_line_for_each_changed_field(taken: Any, entry: Entry) -> None:
    found = lines(taken(file="csv", deed="entry corrected"))
    assert [(one["field"], one["old"], one["new"], one["reason"]) for one in found[2:]] == [
        ("Raw", "5.8", "5.80", "As printed"),
        ("Number", "5.8", "5.80", "As printed"),
    ]
    assert (found[0]["at_utc"], found[0]["by"]) == ("2026-11-02T09:00:00.000000Z", "Joris Vermaat")
    assert tuple(found[0]) == COLUMNS
    verified = lines(taken(file="csv", deed="step verified"))
    assert "2026-11-02T08:01:20.000000Z" in [one["new"] for one in verified]


def test_an_event_that_changed_nothing_has_a_line_too(taken: Any, entry: Entry) -> None:
    taken(file="json", deed="entry corrected")
    (line,) = lines(taken(file="csv", deed="trail.exported"))
    assert (line["verb"], line["field"], line["row_kind"]) == ("trail.exported", "", "")


def test_an_export_is_an_event_with_its_filters_and_count(taken: Any, entry: Entry) -> None:
    taken(file="csv", deed="entry corrected", since="2026-11-01")
    event = AuditEvent.objects.latest("seq")
    assert (event.verb, event.actor_name) == ("trail.exported", "Mara Lindqvist")
    assert event.details == {
        "format": "csv",
        "filters": {"deed": "entry corrected", "since": "2026-11-01"},
        "events": "2",
        "up_to": str(event.seq - 1),
    }


def test_a_page_of_a_record_or_person_exports_what_it_shows(
    browse: Any, taken: Any, entry: Entry
) -> None:
    page = browse("mlindqvist").get(f"/trail/record/batches.entry/{entry.pk}/")
    found = lines(taken(file="csv", **page.context["asked"]))
    assert {one["row_table"] for one in found} == {"batches_entry"}
    assert len({one["number"] for one in found}) == len(page.context["events"]) == 3
    actor = AuditEvent.objects.get(verb="batch.executed").actor_id
    page = browse("mlindqvist").get(f"/trail/person/{actor}/")
    found = lines(taken(file="csv", **page.context["asked"]))
    assert {one["by"] for one in found} == {"CGT-LIMS execution"}


def test_what_is_said_meanwhile_is_not_in_it(browse: Any, entry: Entry) -> None:
    answer = browse("mlindqvist").post(EXPORT, {"file": "csv", "kind": "batches.entry"})
    changed(entry, raw="later")
    assert b"later" not in b"".join(answer.streaming_content)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+49 30 1234", "'+49 30 1234"),
        ("-1+2", "'-1+2"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("-5.0", "-5.0"),
        ("+0.12", "+0.12"),
        ("a=b", "a=b"),
        ("", ""),
    ],
)
def test_a_formula_is_disarmed_and_a_number_stays_one(text: str, written: str) -> None:
    assert guarded(text) == written


def test_a_name_that_is_a_formula_is_harmless_in_the_file(taken: Any, entry: Entry) -> None:
    changed(Organisation.objects.get(code="HALDEN"), name="=cmd()")
    found = lines(taken(file="csv", kind="people.organisation", deed="test row"))
    assert [one["new"] for one in found] == ["'=cmd()"]
    assert found[0]["about"] == "Halden Bio"


@pytest.mark.parametrize(
    "asked", [{}, {"file": "pdf"}, {"file": "csv", "since": "x"}, {"file": "csv", "record": "a/b"}]
)
def test_what_is_not_understood_is_refused_and_says_so(
    browse: Any, entry: Entry, asked: dict[str, str]
) -> None:
    before = AuditEvent.objects.count()
    answer = browse("mlindqvist").post(EXPORT, asked)
    assert answer.status_code == 409
    assert "These filters are not understood" in answer.text
    assert AuditEvent.objects.count() == before


@pytest.mark.parametrize("who", ["kadler", "jvermaat", "pnorth"])
def test_who_may_not_export_is_refused(browse: Any, entry: Entry, who: str) -> None:
    answer = browse(who).post(EXPORT, {"file": "csv"})
    assert answer.status_code == 403
    assert "export the audit trail" in answer.text
    assert AuditEvent.objects.latest("seq").verb == "permission.refused"
    assert not AuditEvent.objects.filter(verb="trail.exported").exists()
    if who == "kadler":
        assert "Export CSV" not in browse(who).get("/trail/").text


def test_an_export_is_sent_and_never_fetched(browse: Any, entry: Entry) -> None:
    assert browse("mlindqvist").get(EXPORT).status_code == 405
