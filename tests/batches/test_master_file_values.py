"""A value that a master cannot have is refused at its place, with what is accepted there."""

from __future__ import annotations

import pytest

from tests.batches.master_cases import named, neighbour_read, refused
from tests.batches.master_files import BUFFER, IDENTITY, LOT, TEMPERATURE, changed, only, put, said

NAN, INFINITY = float("nan"), float("inf")

NUMBERS = [
    ("version", 0, "OUT_OF_RANGE", "1 to 32767", 1),
    ("version", -1, "OUT_OF_RANGE", "1 to 32767", 32767),
    ("version", 32768, "OUT_OF_RANGE", "1 to 32767", 2),
    ("version", "abc", "NOT_A_WHOLE_NUMBER", "1 to 32767", 2),
    ("version", "1", "NOT_A_WHOLE_NUMBER", "without quotes", 1),
    ("version", 1.5, "NOT_A_WHOLE_NUMBER", "1 to 32767", 2),
    ("version", True, "NOT_A_WHOLE_NUMBER", "1 to 32767", 1),
    ("version", None, "REQUIRED", "1 to 32767", 1),
    ("version", [1], "NOT_A_WHOLE_NUMBER", "1 to 32767", 1),
    (f"{TEMPERATURE}/decimals", "two", "NOT_A_WHOLE_NUMBER", "0 to 10", 2),
    (f"{TEMPERATURE}/decimals", -1, "OUT_OF_RANGE", "0 to 10", 0),
    (f"{TEMPERATURE}/decimals", 11, "OUT_OF_RANGE", "0 to 10", 10),
    (f"{TEMPERATURE}/decimals", None, "REQUIRED", "0 to 10", 1),
    (f"{LOT}/max_length", 501, "OUT_OF_RANGE", "1 to 500", 500),
    (f"{LOT}/max_length", 0, "OUT_OF_RANGE", "1 to 500", 3),
    (f"{LOT}/max_length", "long", "NOT_A_WHOLE_NUMBER", "1 to 500", 30),
    (f"{LOT}/min_length", "x", "NOT_A_WHOLE_NUMBER", "0 to 500", 0),
    (f"{LOT}/min_length", -1, "OUT_OF_RANGE", "0 to 500", 1),
    (f"{LOT}/min_length", 31, "LENGTHS_CONTRADICT", "0 to 30", 30),
    ("operations/1/number", 3, "NOT_IN_ORDER", "Accepted: 2", 2),
    ("operations/1/number", 1, "DOUBLED", "Accepted: 2", 2),
    ("operations/0/number", 2, "NOT_IN_ORDER", "Accepted: 1", 1),
    ("operations/1/number", "two", "NOT_A_WHOLE_NUMBER", "Accepted: 2", 2),
    ("operations/1/number", 0, "NOT_IN_ORDER", "Accepted: 2", 2),
    ("operations/0/steps/1/number", 1, "DOUBLED", "Accepted: 2", 2),
    ("operations/0/steps/2/number", 7, "NOT_IN_ORDER", "Accepted: 3", 3),
    ("operations/0/steps/2/number", None, "REQUIRED", "Accepted: 3", 3),
]

QUANTITIES = [
    (f"{BUFFER}/quantity", "NaN", "NOT_A_NUMBER", "such as 37.1", "500"),
    (f"{BUFFER}/quantity", "Infinity", "NOT_A_NUMBER", "such as 37.1", "1e3"),
    (f"{BUFFER}/quantity", "-inf", "NOT_A_NUMBER", "such as 37.1", "0.001"),
    (f"{BUFFER}/quantity", "1_000", "NOT_A_NUMBER", "such as 37.1", "1000"),
    (f"{BUFFER}/quantity", "1e400", "NOT_A_NUMBER", "such as 37.1", "1e9"),
    (f"{BUFFER}/quantity", "1,5", "NOT_A_NUMBER", "Use a point, not a comma: 1.5", "1.5"),
    (f"{BUFFER}/quantity", "500 mL", "NOT_A_NUMBER", "such as 37.1", "500.0"),
    (f"{BUFFER}/quantity", NAN, "NOT_A_NUMBER", "such as 37.1", "5"),
    (f"{BUFFER}/quantity", INFINITY, "NOT_A_NUMBER", "such as 37.1", "5"),
    (f"{BUFFER}/quantity", 500, "NOT_IN_QUOTES", "“500” in quotes", "500"),
    (f"{BUFFER}/quantity", 0.5, "NOT_IN_QUOTES", "“0.5” in quotes", "0.5"),
    (f"{BUFFER}/quantity", True, "NOT_A_NUMBER", "such as 37.1", "1"),
    (f"{BUFFER}/quantity", [], "NOT_A_NUMBER", "such as 37.1", "1"),
    (f"{BUFFER}/quantity", None, "REQUIRED", "such as 37.1", "1"),
    (f"{BUFFER}/quantity", "0", "NOT_ABOVE_ZERO", "above 0", "0.1"),
    (f"{BUFFER}/quantity", "-5", "NOT_ABOVE_ZERO", "above 0", "5"),
    (f"{BUFFER}/unit", "ml", "UNKNOWN_UNIT", "Did you mean mL?", "mL"),
    (f"{BUFFER}/unit", "barrels", "UNKNOWN_UNIT", "mmol/L", "{piece}"),
    (f"{BUFFER}/unit", 5, "NOT_TEXT", "in quotes", "%"),
    (f"{BUFFER}/unit", {}, "NOT_TEXT", "in quotes", "L"),
    (f"{BUFFER}/unit", "", "NO_UNIT", "mmol/L", "L"),
    (f"{TEMPERATURE}/unit", "°C", "UNKNOWN_UNIT", "Cel", "K"),
    (f"{TEMPERATURE}/unit", "", "NO_UNIT", "Cel", "Cel"),
]

LIMITS = [
    (f"{TEMPERATURE}/action/lower", "9.0", "NO_VALUE_BETWEEN", "at most 8.0", "2.0"),
    (f"{TEMPERATURE}/action/lower", "NaN", "NOT_A_NUMBER", "such as 37.1", "2.0"),
    (f"{TEMPERATURE}/action/upper", "Infinity", "NOT_A_NUMBER", "such as 37.1", "9.0"),
    (f"{TEMPERATURE}/action/upper", "1e400", "NOT_A_NUMBER", "such as 37.1", "1e2"),
    (f"{TEMPERATURE}/action/upper", "1_000", "NOT_A_NUMBER", "such as 37.1", "1000"),
    (f"{TEMPERATURE}/action/upper", "8.0 mL", "NOT_A_NUMBER", "“unit”", "8.0"),
    (f"{TEMPERATURE}/action/upper", {"value": "8.0"}, "NOT_A_NUMBER", "such as 37.1", "8.0"),
    (f"{TEMPERATURE}/action/lower", 2.5, "NOT_IN_QUOTES", "“2.5” in quotes", "2.5"),
    (f"{TEMPERATURE}/action/lower", None, "REQUIRED", "such as 37.1", "-1"),
    (f"{TEMPERATURE}/action/lower_exclusive", "no", "NOT_TRUE_OR_FALSE", "true, false", False),
    (f"{TEMPERATURE}/action/lower_exclusive", 1, "NOT_TRUE_OR_FALSE", "true, false", False),
    (f"{TEMPERATURE}/action", "2-8", "NOT_A_MAPPING", "lower, upper", {"lower": "2.0"}),
    (f"{TEMPERATURE}/action", [], "NOT_A_MAPPING", "lower, upper", {"upper": "8.0"}),
    (f"{TEMPERATURE}/alert", None, "REQUIRED", "lower, upper", {"lower": "3", "upper": "7"}),
    (f"{TEMPERATURE}/alert", {}, "REQUIRED", "lower, upper", {"lower": "3", "upper": "7"}),
    (
        f"{TEMPERATURE}/alert", {"lower": "1.9", "upper": "7"}, "ALERT_OUTSIDE_ACTION",
        "within 2.0 – 8.0", {"lower": "2.0", "upper": "7"},
    ),
    (
        f"{TEMPERATURE}/alert", {"lower": "2.5"}, "ALERT_OUTSIDE_ACTION",
        "within 2.0 – 8.0", {"lower": "2.5", "upper": "8"},
    ),
    (
        f"{TEMPERATURE}/alert", {"lower": "5", "upper": "5", "upper_exclusive": True},
        "NO_VALUE_BETWEEN", "below 5", {"lower": "5", "upper": "5"},
    ),
    (
        f"{TEMPERATURE}/alert", {"lower_exclusive": True}, "NO_BOUND",
        "“lower”", {"lower": "3", "upper": "7", "lower_exclusive": True},
    ),
]  # fmt: skip

CASES = NUMBERS + QUANTITIES + LIMITS


@pytest.mark.parametrize("case", CASES, ids=named)
def test_a_wrong_value_is_refused_with_what_is_accepted(case):
    refused(case)


@pytest.mark.parametrize("case", CASES, ids=named)
def test_its_neighbour_is_read(case):
    neighbour_read(case)


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("version", "version: “abc” is not"),
        ("operations/1/room_grade", "operation 2, room_grade: “abc” cannot"),
        ("operations/1/steps/0/verified", "step 2.1, verified: “abc” is neither"),
        (f"{TEMPERATURE}/decimals", "step 1.2, parameter 1, decimals: “abc” is not"),
        (f"{TEMPERATURE}/action/lower", "step 1.2, parameter 1, action, lower: “abc” is not"),
        (f"{BUFFER}/quantity", "step 1.3, material 1, quantity: “abc” is not"),
    ],
)
def test_the_message_names_line_and_place_in_words(place, words):
    text = changed(put(place, "abc"))
    (line,) = [n for n, one in enumerate(text.splitlines(), start=1) if one.endswith(": abc")]
    assert str(only(text).message).startswith(f"line {line}, {words}")


def test_a_unit_without_a_quantity_is_refused():
    blocker = only(changed(put(BUFFER, {"name": "Wash buffer", "unit": "mL"})))
    assert (blocker.code, blocker.field) == ("REQUIRED", f"{BUFFER}/quantity")


def test_a_huge_value_is_not_repeated_in_full():
    blocker = only(changed(put("version", "x" * 100_000)))
    assert len(str(blocker.message)) < 200


def test_all_problems_of_a_file_are_told_at_once_in_the_order_of_the_file():
    def spoil(content):
        for place in (f"{LOT}/max_length", "version", f"{BUFFER}/unit", "operations/1/room_grade"):
            put(place, "abc")(content)
        put("colour", "red")(content)
        put(f"{IDENTITY}/rationale", "")(content)
        put("operations/1/number", 1)(content)

    assert [blocker.field for blocker in said(changed(spoil))] == [
        "version",
        f"{IDENTITY}/rationale",
        f"{BUFFER}/unit",
        f"{LOT}/max_length",
        "operations/1/number",
        "operations/1/room_grade",
        "colour",
    ]
