"""Which events a question finds: those of a record and its parts, of a person, with filters."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest

from batches.models import BatchRecord, BatchStep, Entry
from cleanrooms.models import Room
from integrity.models import AuditEvent, Record
from integrity.trail.differences import models_by_table
from integrity.trail.doers import doers
from integrity.trail.paging import chunks_of, page_of
from integrity.trail.parts import parents, whole
from integrity.trail.questions import Filters, Trail, everything, trail_of, trail_of_person
from people.models import Organisation
from tests import cast
from tests.deeds import made

LATE = cast.NOW + timedelta(minutes=62)
pytestmark = pytest.mark.django_db


def verbs(trail: Trail) -> list[str]:
    return [event.verb for event in page_of(trail).events]


def test_a_record_has_what_is_about_it_and_what_changed_it(small_batch, entry):
    about = ["entry.corrected", "entry.corrected", "batch_step.performed"]
    assert verbs(trail_of([entry])) == about
    step = entry.parameter.step
    assert verbs(trail_of([step])) == ["batch_step.performed", "batch.created"]


def test_its_parts_belong_to_it(executed_batch, entry):
    own = verbs(trail_of([executed_batch]))
    with_parts = verbs(trail_of(whole(executed_batch)))
    assert "entry.corrected" not in own
    assert with_parts[:3] == ["entry.corrected", "entry.corrected", "batch_step.verified"]
    assert with_parts[-1] == "batch.created"
    assert "room.state_changed" not in with_parts


def test_its_rows_are_told_from_the_others_of_a_command(executed_batch, entry):
    rows = trail_of([entry]).rows
    assert {row.table for row in rows} == {"batches_entry"}
    assert rows.count() == 3


def test_two_batches_are_kept_apart(people, small_master, small_batch):
    other = cast.make_batch(people, small_master, "CART-26-002")
    assert {e.subject_label for e in trail_of(whole(other)).events} == {"CART-26-002"}


def test_a_person_is_found_by_what_they_did(people, executed_batch):
    assert set(verbs(trail_of_person(people["aowusu"].pk))) == {"batch_step.verified"}
    assert verbs(trail_of_person(uuid.uuid4())) == []


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (Filters(deed="entry corrected"), 2),
        (Filters(deed="entry.corrected"), 2),
        (Filters(deed="correct_entry"), 2),
        (Filters(deed="entry (corrected"), 0),
        (Filters(words="misread DISPLAY"), 1),
        (Filters(words="glucose"), 2),
        (Filters(words="%"), 0),
        (Filters(kind=Entry, deed="corrected"), 2),
        (Filters(kind=Entry, deed="performed"), 5),
        (Filters(kind=Room, deed="corrected"), 0),
        (Filters(since=LATE), 1),
        (Filters(since=LATE - timedelta(minutes=2), until=LATE), 1),
    ],
)  # fmt: skip
def test_filters(entry, filters, found):
    assert everything(filters).events.count() == found


def test_filters_hold_together(people, entry):
    both = Filters(actor=people["jvermaat"].pk, deed="corrected")
    assert everything(both).events.count() == 2
    assert everything(Filters(actor=people["kadler"].pk, deed="corrected")).events.count() == 0


def test_pages_follow_each_other_without_a_gap_whatever_is_appended(entry):
    everyone = list(AuditEvent.objects.order_by("-seq").values_list("seq", flat=True))
    found, before = [], None
    while True:
        page = page_of(everything(), before=before, most=7)
        found += [event.seq for event in page.events]
        made(Organisation, code=f"LATE{len(found)}", name="Late", kind="SPONSOR")
        if page.older is None:
            break
        before = page.older
    assert found == everyone


def test_all_are_read_in_the_order_of_the_chain(entry):
    chunks = [[event.seq for event in chunk] for chunk in chunks_of(everything())]
    assert len(chunks) > 1
    assert [seq for chunk in chunks for seq in chunk] == list(
        AuditEvent.objects.values_list("seq", flat=True)
    )


def test_everybody_who_did_something_is_named_once(people, entry):
    found = doers()
    assert (people["jvermaat"].pk, "Joris Vermaat") in found
    assert "CGT-LIMS execution" in [name for _key, name in found]
    assert len(found) == AuditEvent.objects.order_by().values("actor_id").distinct().count()


def test_nobody_did_anything_yet():
    assert doers() == []


@pytest.mark.parametrize("model", models_by_table().values(), ids=lambda model: model.__name__)
def test_a_part_names_the_record_that_it_belongs_to(model):
    for path in parents(model):
        above = model
        for name in path.split("__"):
            above = above._meta.get_field(name).related_model
        assert issubclass(above, Record)


def test_it_works():
    assert parents(BatchStep) == ("operation", "operation__batch")
    assert parents(BatchRecord) == ()
