"""A result without a number is never taken for one."""

from __future__ import annotations

import operator
import statistics
from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given

from measures.censored import Censored, Censoring
from measures.problems import ValueProblem
from tests.measures.strategies import CENSORED, NEAR

BELOW = Censored(Censoring.BELOW, Decimal("0.5"))
BINARY = [
    operator.add, operator.sub, operator.mul, operator.truediv, operator.floordiv, operator.mod,
    operator.pow, divmod, operator.lt, operator.le, operator.gt, operator.ge,
]  # fmt: skip
UNARY = [operator.neg, operator.pos, abs, round, int, float]
MANY = [sum, min, max, sorted, statistics.mean, statistics.fmean, statistics.median]


@given(CENSORED, NEAR)
def test_it_is_never_0_nor_any_number(value: Censored, number: Decimal) -> None:
    assert value != 0
    assert value != Decimal(0)
    assert value != number
    assert number not in {value}
    assert value


@pytest.mark.parametrize("calculate", BINARY, ids=lambda one: one.__name__)
def test_whoever_calculates_with_it_is_refused(calculate: Callable) -> None:
    for left, right in ((BELOW, Decimal(1)), (Decimal(1), BELOW), (BELOW, BELOW)):
        with pytest.raises(ValueProblem, match="“< 0.5” is not a number") as problem:
            calculate(left, right)
        assert problem.value.code == "CENSORED"


@pytest.mark.parametrize("calculate", UNARY, ids=lambda one: one.__name__)
def test_it_becomes_no_number(calculate: Callable) -> None:
    with pytest.raises(ValueProblem):
        calculate(BELOW)
    with pytest.raises(TypeError):
        Decimal(BELOW)


@pytest.mark.parametrize("calculate", MANY, ids=lambda one: one.__name__)
def test_it_never_enters_a_mean_silently(calculate: Callable) -> None:
    for values in ([BELOW, Decimal(1), Decimal(2)], [Decimal(1), Decimal(2), BELOW]):
        with pytest.raises(ValueProblem):
            calculate(values)


@pytest.mark.parametrize("kind", [Censoring.BELOW, Censoring.ABOVE])
def test_below_and_above_need_a_number(kind: Censoring) -> None:
    with pytest.raises(ValueProblem, match="needs the number"):
        Censored(kind)
    assert Censored(Censoring.NOT_DETECTED).bound is None


@pytest.mark.parametrize("bound", ["NaN", "Infinity", "-Infinity"])
@pytest.mark.parametrize("kind", list(Censoring))
def test_a_bound_is_a_finite_number(kind: Censoring, bound: str) -> None:
    with pytest.raises(ValueProblem, match="is not a number"):
        Censored(kind, Decimal(bound))


@given(CENSORED)
def test_its_words_are_a_template_and_what_fills_it(value: Censored) -> None:
    assert value.text % value.params == str(value)
    assert ("bound" in value.params) is (value.bound is not None)


def test_a_large_bound_is_printed_without_an_exponent() -> None:
    assert str(Censored(Censoring.ABOVE, Decimal("1.2E+6"))) == "> 1200000"


@given(CENSORED)
def test_its_span_is_open_at_its_bound(value: Censored) -> None:
    assert bool(value.span) is (value.bound is not None)
    if value.bound is not None:
        assert not value.span.hold(value.bound)
        inside = Decimal("1e30") if value.kind is Censoring.ABOVE else Decimal("-1e30")
        assert value.span.hold(inside)
        assert not value.span.hold(-inside)
