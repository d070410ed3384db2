"""A draft made in the program keeps the rules of the file, and is refused by the command."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from batches.commands.masters import write_master
from batches.drafts import (
    MasterDraft,
    MaterialDraft,
    OperationDraft,
    ParameterDraft,
    StepDraft,
)  # fmt: skip
from batches.models import Criticality, MasterBatchRecord, ParameterKind
from cleanrooms.models import Grade
from integrity.refusals import Refused
from measures.limits import Limits
from tests.cast import make_batch
from tests.signing import approve

VOLUME = ParameterDraft("Volume", ParameterKind.NUMBER, unit="mL", decimals=1)
SEEN = ParameterDraft("Seen", ParameterKind.CHOICE, choices=("Clear", "Cloudy"))
NOTE = ParameterDraft("Note", ParameterKind.TEXT)
BUFFER = MaterialDraft("Buffer", Decimal("500"), "mL")
STEP = StepDraft("Wash", "Wash it.", (VOLUME, SEEN, NOTE), materials=(BUFFER,))
OPERATION = OperationDraft("Washing", Grade.C, (STEP,))
MASTER = MasterDraft("MBR-X-01", 1, "A process", (OPERATION,))

P = "operations/0/steps/0/parameters"
M = "operations/0/steps/0/materials"


def of_step(**changes: Any) -> MasterDraft:
    step = replace(STEP, **changes)
    return replace(MASTER, operations=(replace(OPERATION, steps=(step,)),))


def with_parameter(parameter: ParameterDraft) -> MasterDraft:
    return of_step(parameters=(parameter,))


def with_material(**changes: Any) -> MasterDraft:
    return of_step(materials=(replace(BUFFER, **changes),))


CASES: list[tuple[Callable[[], MasterDraft], str, str]] = [
    (lambda: replace(MASTER, revision=0), "OUT_OF_RANGE", "version"),
    (lambda: replace(MASTER, revision="abc"), "NOT_A_WHOLE_NUMBER", "version"),
    (lambda: replace(MASTER, code=""), "REQUIRED", "code"),
    (lambda: replace(MASTER, title="t" * 201), "LENGTH", "title"),
    (lambda: replace(MASTER, title="a\x00b"), "NOT_PRINTABLE", "title"),
    (lambda: replace(MASTER, operations=()), "REQUIRED", "operations"),
    (lambda: replace(MASTER, operations=None), "REQUIRED", "operations"),
    (lambda: replace(MASTER, operations=("wash",)), "NOT_A_MAPPING", "operations/0"),
    (
        lambda: replace(MASTER, operations=(replace(OPERATION, room_grade="E"),)),
        "NOT_A_CHOICE",
        "operations/0/room_grade",
    ),
    (
        lambda: replace(MASTER, operations=(replace(OPERATION, steps=()),)),
        "REQUIRED",
        "operations/0/steps",
    ),
    (lambda: of_step(parameters=()), "REQUIRED", P),
    (lambda: of_step(parameters=(NOTE, NOTE)), "DOUBLED", f"{P}/1/name"),
    (lambda: of_step(needs_verification="no"), "NOT_TRUE_OR_FALSE", P[:-11] + "/verified"),
    (lambda: of_step(is_critical=1), "NOT_TRUE_OR_FALSE", P[:-11] + "/critical"),
    (lambda: of_step(equipment="Balance"), "NOT_A_LIST", P[:-11] + "/equipment"),
    (lambda: with_material(unit="barrels"), "UNKNOWN_UNIT", f"{M}/0/unit"),
    (lambda: with_material(unit=""), "NO_UNIT", f"{M}/0/unit"),
    (lambda: with_material(quantity=Decimal("NaN")), "NOT_A_NUMBER", f"{M}/0/quantity"),
    (lambda: with_material(quantity=Decimal("1e400")), "OUT_OF_RANGE", f"{M}/0/quantity"),
    (lambda: with_material(quantity=0.5), "NOT_IN_QUOTES", f"{M}/0/quantity"),
    (lambda: with_material(quantity=None), "REQUIRED", f"{M}/0/quantity"),
    (lambda: with_parameter(replace(VOLUME, decimals=11)), "OUT_OF_RANGE", f"{P}/0/decimals"),
    (lambda: with_parameter(replace(VOLUME, unit="")), "NO_UNIT", f"{P}/0/unit"),
    (
        lambda: with_parameter(replace(VOLUME, action=Limits(Decimal("1e400")))),
        "OUT_OF_RANGE",
        f"{P}/0/action/lower",
    ),
    (
        lambda: with_parameter(replace(VOLUME, action=("2", "8"))),
        "NOT_A_MAPPING",
        f"{P}/0/action",
    ),
    (lambda: with_parameter(replace(NOTE, max_length=501)), "OUT_OF_RANGE", f"{P}/0/max_length"),
    (
        lambda: with_parameter(replace(NOTE, min_length=9, max_length=8)),
        "LENGTHS_CONTRADICT",
        f"{P}/0/min_length",
    ),
    (lambda: with_parameter(replace(SEEN, choices="Clear")), "NOT_A_LIST", f"{P}/0/choices"),
    (lambda: with_parameter(replace(SEEN, choices=("A", "A"))), "DOUBLED", f"{P}/0/choices/1"),
    (
        lambda: with_parameter(replace(SEEN, criticality=Criticality.CPP)),
        "NO_RATIONALE",
        f"{P}/0/rationale",
    ),
]


def test_it_works():
    assert MASTER.faults() == []


@pytest.mark.parametrize(("make", "code", "field"), CASES, ids=[case[2] for case in CASES])
def test_a_faulty_draft_says_where_and_why(make, code, field):
    (fault,) = make().faults()
    blocker = fault.blocker()
    assert (blocker.code, blocker.field) == (code, field)
    assert blocker.clears
    assert "line" not in str(blocker.message)


@pytest.mark.django_db
def test_the_command_refuses_with_every_fault(small_master, people, now):
    draft = replace(with_material(unit="barrels"), revision=0, title="")
    with pytest.raises(Refused) as refused:
        write_master(draft=draft, product=small_master.product, by=people["kadler"], at=now)
    assert refused.value.status == 422
    assert [(blocker.code, blocker.field) for blocker in refused.value.blockers] == [
        ("OUT_OF_RANGE", "version"),
        ("REQUIRED", "title"),
        ("UNKNOWN_UNIT", f"{M}/0/unit"),
    ]
    clears = [blocker.clears for blocker in refused.value.blockers]
    assert clears[0] == "Accepted: a whole number without quotes, 1 to 32767."
    assert MasterBatchRecord.objects.count() == 1


@pytest.mark.django_db
def test_the_longest_and_largest_that_is_accepted_can_be_written_and_executed(
    small_master, people, now
):
    number = replace(
        VOLUME, name="n" * 200, hint="h" * 300, decimals=10, criticality=Criticality.CQA,
        action=Limits(Decimal("-1e99"), Decimal("1e99")), rationale="é\n" * 2499 + "ab",
    )  # fmt: skip
    choice = replace(SEEN, choices=("a" * 120, "b" * 120), accepted=("b" * 120,))
    text = replace(NOTE, min_length=500, max_length=500)
    step = StepDraft(
        "s" * 200, "i" * 5000, (number, choice, text), equipment=("e" * 120,),
        materials=(MaterialDraft("m" * 200, Decimal("1e99"), "{beads}/3.10*6{cells}"),),
    )  # fmt: skip
    operations = (OperationDraft("o" * 120, Grade.C, (step,)),) * 2
    draft = MasterDraft("c" * 40, 32767, "t" * 200, operations)
    master = write_master(draft=draft, product=small_master.product, by=people["kadler"], at=now)
    approve(master, by=people["mlindqvist"], at=now)
    batch = make_batch(people, master, "B-LONG-01")
    assert batch.operations.first().steps.first().materials.get().amount.startswith("1000")
