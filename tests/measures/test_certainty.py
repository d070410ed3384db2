"""Certainly inside, certainly outside, or undecided."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measures.certainty import (
    conformity,
    is_certainly_above,
    is_certainly_below,
    is_certainly_inside,
    span_of,
)
from measures.limits import Limits
from measures.problems import ValueProblem
from measures.values import Value, parse_value
from measures.verdicts import Conformity
from tests.measures.strategies import CENSORED, NEAR, VALUES, limits, near, probes

CONFORMS = Conformity.CONFORMS
FAILS = Conformity.DOES_NOT_CONFORM
UNDECIDED = Conformity.UNDECIDED


def at_least(bound: str, *, strict: bool = False) -> Limits:
    return Limits(lower=Decimal(bound), lower_exclusive=strict)


def at_most(bound: str, *, strict: bool = False) -> Limits:
    return Limits(upper=Decimal(bound), upper_exclusive=strict)


@pytest.mark.parametrize(
    ("reported", "limit", "expected"),
    [
        ("< 0.5", at_most("0.5"), CONFORMS),
        ("< 0.5", at_most("0.5", strict=True), CONFORMS),
        ("< 5", at_most("2"), UNDECIDED),
        ("< 0.5", at_least("0.5"), FAILS),
        ("< 0.5", at_least("0.5", strict=True), FAILS),
        ("< 0.5", at_least("0.4"), UNDECIDED),
        ("> 2000", at_most("5000"), UNDECIDED),
        ("> 2000", at_most("2000"), FAILS),
        ("> 2000", at_most("2000", strict=True), FAILS),
        ("> 2000", at_most("2001"), UNDECIDED),
        ("> 2000", at_least("2000"), CONFORMS),
        ("> 2000", at_least("2000", strict=True), CONFORMS),
        ("> 2000", at_least("2001"), UNDECIDED),
        ("not detected", at_most("5"), UNDECIDED),
        ("not detected", at_least("5"), UNDECIDED),
        ("not detected (< 0.5)", at_most("0.5"), CONFORMS),
        ("< 0.5", Limits(Decimal(0), Decimal(5)), UNDECIDED),
        ("< 0.5", Limits(Decimal(1), Decimal(5)), FAILS),
        ("> 2000", Limits(Decimal(1), Decimal(5)), FAILS),
        ("not detected", Limits(), CONFORMS),
    ],
)
def test_it_works(reported: str, limit: Limits, expected: Conformity) -> None:
    assert conformity(parse_value(reported), limit) is expected


@given(limits(), st.data())
def test_a_number_is_always_decided_as_the_limits_say(found: Limits, data: st.DataObject) -> None:
    number = data.draw(near(found))
    assert is_certainly_below(number, found) is found.is_below(number)
    assert is_certainly_above(number, found) is found.is_above(number)
    assert is_certainly_inside(number, found) is found.hold(number)
    assert conformity(number, found) is (CONFORMS if found.hold(number) else FAILS)


@given(CENSORED, limits())
def test_it_is_decided_exactly_when_every_possible_number_agrees(
    value: Value, found: Limits
) -> None:
    possible = [number for number in probes(found, value.span) if value.span.hold(number)]
    judged = {conformity(number, found) for number in possible}
    assert conformity(value, found) is (judged.pop() if len(judged) == 1 else UNDECIDED)


@given(CENSORED, limits(), st.data())
def test_a_side_is_certain_for_every_possible_number(
    value: Value, found: Limits, data: st.DataObject
) -> None:
    number = data.draw(near(found, value.span).filter(value.span.hold))
    assert found.is_below(number) or not is_certainly_below(value, found)
    assert found.is_above(number) or not is_certainly_above(value, found)


@given(VALUES, limits(), limits())
def test_wider_limits_never_judge_worse(value: Value, outer: Limits, inner: Limits) -> None:
    if outer.enclose(inner) and conformity(value, inner) is CONFORMS:
        assert conformity(value, outer) is CONFORMS
    if outer.enclose(inner) and conformity(value, outer) is FAILS:
        assert conformity(value, inner) is FAILS


@given(NEAR)
def test_a_number_may_be_itself_alone(number: Decimal) -> None:
    assert span_of(number) == Limits(number, number)


def test_what_is_no_number_is_refused() -> None:
    with pytest.raises(ValueProblem, match="is not a number"):
        conformity(Decimal("NaN"), Limits())
