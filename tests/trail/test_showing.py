"""Old and new values as people read them, and how many queries that costs."""

from __future__ import annotations

import json
import uuid
from datetime import date, timedelta
from decimal import Decimal

import psycopg
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from batches.models import BatchStep, Entry
from integrity.models import AuditEvent, RowChange
from integrity.trail.command import command_shown
from integrity.trail.differences import Change
from integrity.trail.paging import page_of
from integrity.trail.questions import Filters, Trail, everything, trail_of
from integrity.trail.showing import ShownEvent, shown, shown_row
from integrity.trail.values import Reader, in_words, words_for
from materials.commands.stock import use_material
from people.commands.accounts import register_user
from people.models import Organisation
from tests import cast, databases
from tests.deeds import TEST, changed, made
from tests.integrity.deeds import merge
from tests.materials import stock


def told(trail: Trail, reader: Reader | None = None, most: int = 20) -> list[ShownEvent]:
    return shown(page_of(trail).events, trail.rows, reader or Reader(), most=most)


def fields(one: ShownEvent) -> dict[str, tuple[str | None, str | None]]:
    return {
        field.label: (field.old and field.old.text, field.new and field.new.text)
        for row in one.rows
        for field in row.fields
    }


@pytest.mark.django_db
def test_a_correction_shows_old_and_new_with_the_decimals_as_stated(entry):
    last, first, performed = told(trail_of([entry]))
    assert fields(last) == {"Raw": ("5.8", "5.80"), "Number": ("5.8", "5.80")}
    assert fields(first) == {"Raw": ("5.0", "5.8"), "Number": ("5.0", "5.8")}
    assert fields(performed)["Raw"] == (None, "5.0")
    assert (performed.deed, performed.kind) == ("Batch step performed", "Batch step")
    (row,) = performed.rows
    assert (row.kind, row.named.name, row.operation.name) == ("Entry", "Glucose", "MADE")
    assert row.named.within == ("2.1 Count the cells", "2 Wash and selection", "CART-26-001")


@pytest.mark.django_db
def test_values_are_words(people, executed_batch):
    step = BatchStep.objects.get(title__startswith="Confirm")
    verified = next(one for one in told(trail_of([step])) if "verified" in one.event.verb)
    assert fields(verified) == {
        "State": ("To be verified", "Done"),
        "Verified at": ("", "2 Nov 2026 09:05:20 +01:00"),
        "Verified by": ("", "Ama Owusu"),
    }
    performed = told(everything(Filters(deed="step performed")), Reader(is_file=True))[-1]
    assert fields(performed)["Performed at"] == ("", "2026-11-02T08:01:00.000000Z")
    (sponsor,) = told(trail_of([Organisation.objects.get(code="HALDEN")]))
    assert fields(sponsor)["Is fictitious"] == (None, "yes")
    assert "Version" not in fields(sponsor)


@pytest.mark.django_db
def test_what_it_was_for_is_named_whatever_its_kind(people, small_batch):
    medium = stock.in_stock(stock.material())
    used = use_material(
        container=medium, quantity=Decimal(1), purpose=small_batch.number,
        by=people["jvermaat"], at=cast.NOW,
    )  # fmt: skip
    (page,) = told(trail_of([used]))
    assert fields(page)["Subject"] == (None, small_batch.number)
    assert not {"Subject type", "Subject id"} & fields(page).keys()
    (file,) = told(trail_of([used]), Reader(is_file=True))
    assert fields(file)["Subject type"] == (None, "batches.batchrecord")


@pytest.mark.django_db
def test_a_list_is_read_item_by_item(people, small_batch):
    step = BatchStep.objects.get(operation__batch=small_batch, title="Count the cells")
    changed(step, equipment=["Cell counter", "Pipette"])
    assert fields(told(trail_of([step]))[0]) == {
        "Equipment": ("Cell counter", "Cell counter, Pipette")
    }


@pytest.mark.django_db
def test_what_would_read_the_same_is_given_as_it_is_kept(people):
    room = cast.make_room()
    changed(room, state_at=cast.NOW + timedelta(microseconds=5))
    (old, new) = fields(told(trail_of([room]))[0])["State at"]
    assert (old, new) == ("2026-11-02T08:00:00+00:00", "2026-11-02T08:00:00.000005+00:00")


@pytest.mark.django_db
def test_a_row_that_only_counted_its_version_is_left_out(executed_batch):
    step = BatchStep.objects.get(title="Count the cells")
    performed = told(trail_of([step]))[0]
    assert [row.kind for row in performed.rows] == ["Batch step"]
    assert performed.more == 3  # two entries and the batch's version


@pytest.mark.django_db
def test_few_rows_of_a_command_are_shown_and_the_others_counted(small_batch):
    (created,) = told(trail_of([small_batch]), most=20)
    assert (len(created.rows), created.more) == (1, RowChange.objects.filter(
        event__verb="batch.created").count() - 1)  # fmt: skip
    created = told(everything(Filters(deed="batch created")), most=5)[0]
    assert len(created.rows) == 5


@pytest.mark.django_db
def test_a_secret_is_only_said_to_have_changed(people):
    changed(people["jvermaat"], password="argon2$other")
    one = told(trail_of([people["jvermaat"]]), Reader(sees_personal=True))[0]
    assert fields(one) == {"Password": (None, "changed")}
    assert "argon2" not in str(one)


@pytest.mark.django_db
def test_a_personal_value_is_for_who_may_see_it(people):
    ama = people["aowusu"]
    changed(ama, email="ama@example.org")
    may, may_not = (told(trail_of([ama]), Reader(sees))[0] for sees in (True, False))
    assert fields(may)["Email"] == ("", "ama@example.org")
    assert fields(may_not)["Email"] == ("", "personal value, not shown to you")
    assert "ama@example.org" not in str(may_not)


def test_an_erased_personal_value_is_said_to_be_erased(live_db):
    user = register_user(
        username="ama", display_name="Ama Owusu", email="ama@example.org",
        password=cast.PASSWORD, by=cast.SETUP, at=cast.NOW,
    )  # fmt: skip
    with psycopg.connect(databases.admin_url(), dbname=live_db) as server:
        server.execute("UPDATE integrity_personalvalue SET value = NULL")
    one = told(trail_of([user]), Reader(sees_personal=True))[0]
    assert fields(one)["Email"] == (None, "personal value, erased")


@pytest.mark.django_db
def test_a_deleted_row_has_only_what_was():
    """Nothing of ours deletes; what a facility's own command deletes is read all the same."""
    diff = {
        "op": "DELETE",
        "old": {"id": "0", "version": 1, "name": "Gone", "gone": 1},
        "new": None,
    }
    change = Change(
        RowChange(table="people_organisation", row_id=str(uuid.uuid4()), diff=json.dumps(diff))
    )
    row = shown_row(change, words_for([change], Reader()))
    assert (row.operation.name, row.named.name) == ("DELETED", change.row.row_id)
    assert [(one.label, one.old and one.old.text, one.new) for one in row.fields] == [
        ("Name", "Gone", None),
        ("gone", "1", None),
    ]


@pytest.mark.django_db
def test_fifty_events_cost_as_many_queries_as_five(people, small_master):
    cast.make_room("CR05")
    counts = []
    for numbers in (("A-1",), ("A-2", "A-3", "A-4", "A-5", "A-6", "A-7")):
        for number in numbers:
            cast.execute(people, cast.make_batch(people, small_master, number))
        trail = everything(Filters(words="", since=cast.NOW, kind=Entry))
        with CaptureQueriesContext(connection) as queries:
            events = told(trail)
        counts.append((len(events), len(queries)))
    (few, cost_of_few), (many, cost_of_many) = counts
    assert (few, many) == (5, 35)
    assert cost_of_few == cost_of_many
    assert cost_of_many < 12


@pytest.mark.django_db
def test_a_command_is_shown_with_those_of_its_transaction_and_no_other():
    first, second = (
        made(Organisation, code=code, name=code, kind="SPONSOR") for code in ("AAA", "BBB")
    )
    merge(into=first, other=second, by=TEST, helper=TEST, at=cast.NOW)
    merge(into=second, other=first, by=TEST, helper=TEST, at=cast.NOW)
    units = []
    for event in AuditEvent.objects.filter(seq__gt=2):
        command = command_shown(event.command_id)
        assert command is not None
        units.append([one.seq for one in command.unit])
    assert units == [[3, 4, 5]] * 3 + [[6, 7, 8]] * 3
    alone = AuditEvent.objects.get(seq=2)
    command = command_shown(alone.command_id)
    assert command is not None
    assert [one.seq for one in command.unit] == [2]
    assert command.hash_before == bytes(AuditEvent.objects.get(seq=1).hash).hex()


@pytest.mark.django_db
def test_an_event_within_another_names_the_outermost():
    first, second = (
        made(Organisation, code=code, name=code, kind="SPONSOR") for code in ("AAA", "BBB")
    )
    merge(into=first, other=second, by=TEST, helper=TEST, at=cast.NOW)
    merged = AuditEvent.objects.get(verb="organisation.merged")
    inner = AuditEvent.objects.filter(verb="organisation.renamed")
    assert {json.loads(event.body)["within"] for event in inner} == {str(merged.command_id)}
    assert "within" not in merged.told


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ({"unit": "°C", "action_limits": {"low": "2", "high": "8"}, "text": ""},
         "unit °C, action limits (low 2, high 8)"),
        (["SOP-018", {"days": 30, "asked": False}], "SOP-018; (days 30, asked no)"),
        ({}, ""),
    ],
)  # fmt: skip
def test_a_structure_is_read_as_words_without_brackets_and_quotes(value, said):
    assert in_words(value) == said


def test_what_a_command_said_of_itself_is_in_words():
    said = {"details": {"by": ["password"], "was_first": True, "none": None}}
    event = AuditEvent(body=json.dumps(said).encode())
    one = ShownEvent(event, (), 0)
    assert one.details == [("by", "password"), ("was first", "yes"), ("none", "")]


def test_a_page_has_days_and_structures_in_words_and_a_file_as_they_are_kept():
    page, file = Reader(), Reader(is_file=True)
    assert (page.day(date(2026, 11, 2)), file.day(date(2026, 11, 2))) == (
        "2 Nov 2026",
        "2026-11-02",
    )
    kept = {"unit": "°C"}
    assert (page.structure(kept), file.structure(kept)) == ("unit °C", '{"unit": "°C"}')
