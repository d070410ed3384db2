"""A batch begins from an effective master, under a new number, in rooms that are clean enough."""

from __future__ import annotations

from dataclasses import replace

import pytest

from batches.commands.batches import create_batch
from batches.commands.masters import write_master
from batches.master_file import read_master
from batches.models import BatchRecord, BatchStatus
from cleanrooms.models import Grade
from integrity.models import AuditEvent
from integrity.refusals import NotPermitted, Refused
from tests.cast import SMALL_MASTER, make_batch, make_room
from tests.signing import approve

pytestmark = pytest.mark.django_db


@pytest.fixture
def create(small_master, people, now):
    """Creates a batch as the production lead would, except for what a test says."""
    room = make_room()

    def created(**other) -> BatchRecord:
        inputs = {
            "master": small_master,
            "number": "CART-26-001",
            "rooms": {1: room, 2: room},
            "patient_code": "NLT-0059",
            "chain_of_identity": "COI-2H8R-09E1",
            "by": people["kadler"],
            "at": now,
        }
        return create_batch(**{**inputs, **other})

    return created


def blocked(refused: pytest.ExceptionInfo[Refused]) -> list[tuple[str, str]]:
    return [(blocker.code, blocker.field) for blocker in refused.value.blockers]


def test_it_works(create, small_master, people, now):
    batch = create(number=" CART-26-001 ")
    assert (batch.number, batch.status) == ("CART-26-001", BatchStatus.PLANNED)
    assert batch.sponsor == small_master.product.sponsor
    assert (batch.created_by, batch.created_at) == (people["kadler"], now)
    event = AuditEvent.objects.get(verb="batch.created")
    assert event.subject_label == "CART-26-001"
    assert event.details == {"master": "MBR-SMALL-01 v1", "steps": "5"}


@pytest.mark.parametrize("number", ["CART-26-001", "cart-26-001", " Cart-26-001"])
def test_a_used_number_is_refused_in_any_letters(create, number):
    create()
    with pytest.raises(Refused, match="was used before") as refused:
        create(number=number)
    assert blocked(refused) == [("NUMBER_USED", "number")]
    assert refused.value.status == 422
    assert BatchRecord.objects.count() == 1


@pytest.mark.parametrize("number", ["", "  ", "CART 26", "CART/26", "-26", "x" * 41, "CÄRT"])
def test_what_is_no_number_is_refused_with_what_is(create, number):
    with pytest.raises(Refused) as refused:
        create(number=number)
    assert blocked(refused) == [("BAD_NUMBER", "number")]
    assert "1 to 40 letters" in str(refused.value.blockers[0].clears)


def test_an_operation_without_a_room_is_refused(create):
    with pytest.raises(Refused, match="Operation 2 Wash and selection has no room") as refused:
        create(rooms={1: make_room("CR01")})
    assert blocked(refused) == [("NO_ROOM", "room-2")]


def test_a_room_of_too_low_a_grade_is_refused(create):
    grade_d = make_room("CR04", Grade.D)
    with pytest.raises(Refused) as refused:
        create(rooms={1: grade_d, 2: grade_d})
    assert blocked(refused) == [("GRADE_TOO_LOW", "room-1"), ("GRADE_TOO_LOW", "room-2")]
    assert "CR04 is grade D" in str(refused.value)
    better = make_room("CR03", Grade.B)
    assert create(rooms={1: better, 2: better})


@pytest.mark.parametrize("missing", ["patient_code", "chain_of_identity"])
@pytest.mark.parametrize("code", ["", "  "])
def test_an_autologous_batch_needs_its_patient(create, missing, code):
    with pytest.raises(Refused) as refused:
        create(**{missing: code})
    assert blocked(refused) == [("NO_IDENTITY", missing)]


def test_a_master_that_is_not_effective_is_refused(create, small_master, people, now):
    draft = replace(read_master(SMALL_MASTER.read_text(encoding="utf-8")), revision=2)
    second = write_master(draft=draft, product=small_master.product, by=people["kadler"], at=now)
    with pytest.raises(Refused, match="MBR-SMALL-01 v2 is “Draft”") as refused:
        create(master=second)
    assert blocked(refused) == [("MASTER_NOT_EFFECTIVE", "master")]
    approve(second, by=people["mlindqvist"], at=now)
    with pytest.raises(Refused, match="MBR-SMALL-01 v1 is “Superseded”") as refused:
        create(master=small_master)
    assert blocked(refused) == [("MASTER_NOT_EFFECTIVE", "master")]
    assert not BatchRecord.objects.exists()


def test_nothing_is_left_of_a_refused_batch(create):
    with pytest.raises(Refused):
        create(rooms={})
    assert not BatchRecord.objects.exists()
    assert not AuditEvent.objects.filter(verb__startswith="batch").exists()


def test_an_operator_creates_no_batch(create, people):
    with pytest.raises(NotPermitted):
        create(by=people["jvermaat"])


def test_the_cast_makes_one_batch_a_number(people, small_master):
    numbers = ["CART-26-001", "CART-26-002"]
    assert [make_batch(people, small_master, number).number for number in numbers] == numbers
