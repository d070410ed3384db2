"""What a person types for a result, read and printed back."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measures.censored import Censored, Censoring
from measures.problems import ValueProblem
from measures.values import Value, parse_value, printed
from tests.measures.strategies import VALUES

BELOW = Censored(Censoring.BELOW, Decimal("0.5"))
ABOVE = Censored(Censoring.ABOVE, Decimal(2000))
NOTHING = Censored(Censoring.NOT_DETECTED)
NOTHING_ABOVE_LOD = Censored(Censoring.NOT_DETECTED, Decimal("0.5"))


@pytest.mark.parametrize(
    ("typed", "value", "text"),
    [
        ("37.1", Decimal("37.1"), "37.1"),
        ("-.5", Decimal("-0.5"), "-0.5"),
        ("–80", Decimal(-80), "-80"),
        ("1.2×10⁶", Decimal(1200000), "1200000"),
        ("< 0.5", BELOW, "< 0.5"),
        (" <0.5 ", BELOW, "< 0.5"),
        ("<\u00a00.5", BELOW, "< 0.5"),
        ("< -80", Censored(Censoring.BELOW, Decimal(-80)), "< -80"),
        ("> 2000", ABOVE, "> 2000"),
        (">2×10³", ABOVE, "> 2000"),
        ("ND", NOTHING, "not detected"),
        ("n.d.", NOTHING, "not detected"),
        ("nd", NOTHING, "not detected"),
        ("Not Detected", NOTHING, "not detected"),
        ("not detected (< 0.5)", NOTHING_ABOVE_LOD, "not detected (< 0.5)"),
        ("ND(<0.5)", NOTHING_ABOVE_LOD, "not detected (< 0.5)"),
    ],
)
def test_it_works(typed: str, value: Value, text: str) -> None:
    assert parse_value(typed) == value
    assert printed(parse_value(typed)) == text


@given(VALUES)
def test_what_is_printed_reads_back_the_same(value: Value) -> None:
    assert parse_value(printed(value)) == value


@pytest.mark.parametrize(
    "typed",
    ["", "LOQ", "≤ 0.5", "<= 0.5", ">= 5", "about 5", "NaN", "not detected (0.5)",
     "not  detected (> 0.5)", "ND < 0.5", "undetected", "none", "-", ".", "<= "],
)  # fmt: skip
def test_what_is_no_result_is_refused_with_all_that_is(typed: str) -> None:
    with pytest.raises(ValueProblem) as problem:
        parse_value(typed)
    assert problem.value.code == "NOT_A_VALUE"
    for accepted in ("37.1", "< 0.5", "> 2000", "not detected", "not detected (< 0.5)"):
        assert printed(parse_value(accepted)) == accepted
        assert accepted in problem.value.accepted


@pytest.mark.parametrize(
    "typed", ["<LOQ", "< ", "<", "<<5", "< NaN", "5 <5", "0.5 <", "ND (<LOD)", "12abc"]
)
def test_a_sign_or_a_digit_asks_for_a_number(typed: str) -> None:
    with pytest.raises(ValueProblem) as problem:
        parse_value(typed)
    assert problem.value.code == "NOT_A_NUMBER"


def test_a_decimal_comma_is_refused_with_the_pointed_number() -> None:
    with pytest.raises(ValueProblem) as problem:
        parse_value("< 0,5")
    assert problem.value.accepted % problem.value.params == "Use a point, not a comma: 0.5."


@given(st.text())
def test_any_text_is_a_value_or_a_problem(typed: str) -> None:
    try:
        value = parse_value(typed)
    except ValueProblem as problem:
        assert problem.accepted
    else:
        assert parse_value(printed(value)) == value
