"""A master batch record is read from its file, and what is wrong is named by its place."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
import yaml

from batches.drafts import MaterialDraft
from batches.master_file import MasterFileError, read_master
from batches.models import Criticality, ParameterKind
from cleanrooms.models import Grade
from measures.limits import Limits
from tests.cast import SMALL_MASTER

SMALL = SMALL_MASTER.read_text(encoding="utf-8")


def changed(change: Callable[[dict[str, Any]], object]) -> str:
    """The small master's file after a change to its content."""
    content = yaml.safe_load(SMALL)
    change(content)
    return yaml.safe_dump(content, allow_unicode=True)


def step(content: dict[str, Any], operation: int, number: int) -> dict[str, Any]:
    found: dict[str, Any] = content["operations"][operation - 1]["steps"][number - 1]
    return found


def temperature(content: dict[str, Any]) -> dict[str, Any]:
    """Parameter 1 of step 1.2: a number with unit, action and alert limits and criticality."""
    found: dict[str, Any] = step(content, 1, 2)["parameters"][0]
    return found


def fault(text: str) -> str:
    with pytest.raises(MasterFileError) as error:
        read_master(text)
    return str(error.value)


def test_it_works():
    draft = read_master(SMALL)
    assert (draft.code, draft.revision) == ("MBR-SMALL-01", 1)
    assert [len(operation.steps) for operation in draft.operations] == [3, 2]
    assert draft.operations[0].room_grade is Grade.C
    identity, receipt, buffer = draft.operations[0].steps
    assert identity.needs_verification
    assert identity.is_critical
    assert not receipt.needs_verification
    assert receipt.equipment == ("Temperature logger",)
    assert buffer.materials == (MaterialDraft("Wash buffer", Decimal("500"), "mL"),)
    read = receipt.parameters[0]
    assert (read.kind, read.unit, read.decimals) == (ParameterKind.NUMBER, "Cel", 1)
    assert read.action == Limits(Decimal("2.0"), Decimal("8.0"))
    assert read.alert == Limits(Decimal("2.5"), Decimal("7.5"))
    assert read.criticality is Criticality.IPC
    glucose = draft.operations[1].steps[0].parameters[1]
    assert glucose.action == Limits(lower=Decimal("2.0"), lower_exclusive=True)


def test_the_digest_changes_with_the_content_only():
    digest = read_master(SMALL).digest
    assert read_master(changed(lambda content: None)).digest == digest
    hotter = changed(lambda content: temperature(content)["action"].update(upper="8.5"))
    assert read_master(hotter).digest != digest


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda c: c.pop("code"), "the file: “code” is missing"),
        (lambda c: c.pop("operations"), "the file: “operations” is missing"),
        (lambda c: step(c, 2, 1).pop("title"), "step 2.1: “title” is missing"),
        (lambda c: step(c, 1, 2).pop("instruction"), "step 1.2: “instruction” is missing"),
        (lambda c: temperature(c).pop("kind"), "step 1.2, parameter 1: “kind” is missing"),
        (
            lambda c: step(c, 1, 3)["materials"][0].pop("name"),
            "step 1.3, material 1: “name” is missing",
        ),
    ],
)
def test_what_is_missing_is_named_with_its_place(change, message):
    assert fault(changed(change)) == message


@pytest.mark.parametrize(
    ("change", "place", "accepted"),
    [
        (lambda c: c.update(colour="red"), "the file: ['colour']", "code, operations, product"),
        (lambda c: c["operations"][0].update(room="A"), "operation 1: ['room']", "room_grade"),
        (lambda c: step(c, 1, 1).update(verify=True), "step 1.1: ['verify']", "verified"),
        (
            lambda c: temperature(c).update(limit={}),
            "step 1.2, parameter 1: ['limit']",
            "action, alert",
        ),
        (
            lambda c: temperature(c)["action"].update(min="2"),
            "step 1.2, parameter 1: ['min']",
            "lower, lower_exclusive, upper",
        ),
    ],
)
def test_an_unknown_key_is_named_with_what_is_accepted(change, place, accepted):
    found = fault(changed(change))
    assert found.startswith(f"{place} is not known; accepted are ")
    assert accepted in found


@pytest.mark.parametrize("value", [2, 2.5])
def test_a_number_outside_quotes_is_refused_since_it_may_not_be_exact(value):
    text = changed(lambda content: temperature(content)["action"].update(lower=value))
    assert fault(text) == (
        f"step 1.2, parameter 1: write the number {value} in quotes, so that it stays exact"
    )


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            lambda c: temperature(c)["action"].update(lower="cold"),
            "step 1.2, parameter 1: “cold” is not a number",
        ),
        (
            lambda c: temperature(c)["action"].update(lower="9.0"),
            "step 1.2, parameter 1: No value lies between 9.0 and 8.0.",
        ),
        (
            lambda c: temperature(c)["action"].update(lower="NaN"),
            "step 1.2, parameter 1: A bound must be a finite number.",
        ),
        (
            lambda c: c["operations"][1].update(room_grade="E"),
            "operation 2: “E” is not accepted, only A, B, C, D, CNC",
        ),
        (
            lambda c: temperature(c).update(kind="float"),
            "step 1.2, parameter 1: “float” is not accepted, only number, text, choice, yes_no, "
            "date_time",
        ),
        (
            lambda c: temperature(c).update(criticality="XXX"),
            "step 1.2, parameter 1: “XXX” is not accepted, only CPP, CQA, IPC",
        ),
        (lambda c: c.update(operations={}), "operation: a list is accepted"),
        (
            lambda c: c.update(operations=["wash"]),
            "operation 1: names with values are accepted",
        ),
    ],
)
def test_a_wrong_value_is_named_with_its_place(change, message):
    assert fault(changed(change)) == message


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            lambda c: temperature(c).pop("unit"),
            "step 1.2: “Bag temperature” is a number without a unit",
        ),
        (
            lambda c: temperature(c).update(unit="cel"),
            "step 1.2: “Bag temperature”: “cel” is not a known unit.",
        ),
        (
            lambda c: temperature(c)["alert"].update(upper="8.5"),
            "step 1.2: “Bag temperature” has alert limits outside its action limits",
        ),
        (
            lambda c: temperature(c)["alert"].pop("upper"),
            "step 1.2: “Bag temperature” has alert limits outside its action limits",
        ),
        (
            lambda c: temperature(c).pop("rationale"),
            "step 1.2: “Bag temperature” is IPC without a rationale",
        ),
        (
            lambda c: temperature(c).update(kind="text"),
            "step 1.2: “Bag temperature” has limits but is not a number",
        ),
        (
            lambda c: step(c, 1, 2)["parameters"][1].update(choices=[], accepted=[]),
            "step 1.2: “Bag appearance” is a choice without choices",
        ),
        (
            lambda c: step(c, 1, 2)["parameters"][1].update(accepted=["Whole"]),
            "step 1.2: “Bag appearance” accepts ['Whole'], which nobody can choose",
        ),
        (
            lambda c: step(c, 1, 1)["parameters"][0].update(accepted=["sure"]),
            "step 1.1: “Patient code matches” accepts ['sure'], which nobody can choose",
        ),
        (
            lambda c: step(c, 1, 2)["parameters"][1].update(name="Bag temperature"),
            "step 1.2: two parameters have the same name",
        ),
        (lambda c: step(c, 2, 2).update(parameters=[]), "step 2.2: nothing is recorded"),
        (lambda c: c["operations"][1].update(steps=[]), "operation 2 has no step"),
        (lambda c: c.update(operations=[]), "there is no operation"),
    ],
)
def test_a_contradiction_is_named_with_its_step(change, message):
    assert fault(changed(change)) == message


def test_every_contradiction_is_told_at_once():
    def spoil(content: dict[str, Any]) -> None:
        temperature(content).pop("unit")
        temperature(content).pop("rationale")
        step(content, 2, 2).update(parameters=[])

    assert fault(changed(spoil)).count("; ") == 2


@pytest.mark.parametrize("text", ["a: [", "", "just words", "- 1\n- 2\n"])
def test_what_is_no_record_at_all_is_refused(text):
    assert fault(text)
