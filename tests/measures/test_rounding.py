"""Rounding once, half up, to the decimals of the limit."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measures.numbers import parse_decimal
from measures.problems import ValueProblem
from measures.rounding import Rounded, decimals_of, round_half_up
from tests.measures.decimals import DECIMALS


@pytest.mark.parametrize(
    ("value", "decimals", "rounded"),
    [
        ("97.95", 1, "98.0"),
        ("97.94", 1, "97.9"),
        ("98.28568", 1, "98.3"),
        ("0.5", 0, "1"),
        ("1.5", 0, "2"),
        ("2.5", 0, "3"),
        ("-2.5", 0, "-3"),
        ("2.4999999999", 0, "2"),
        ("98", 1, "98.0"),
    ],
)
def test_it_works(value: str, decimals: int, rounded: str) -> None:
    assert str(round_half_up(Decimal(value), decimals)) == rounded


@given(DECIMALS, st.integers(0, 12))
def test_it_is_never_off_by_more_than_half_of_the_last_place(value: Decimal, decimals: int) -> None:
    rounded = round_half_up(value, decimals).value
    assert abs(rounded - value) <= Decimal(5).scaleb(-decimals - 1)
    assert decimals_of(rounded) == decimals


@given(st.integers(-(10**6), 10**6), st.integers(0, 6))
def test_a_half_goes_away_from_zero(whole: int, decimals: int) -> None:
    half = Decimal(f"{whole}.5").scaleb(-decimals)
    away = whole + 1 if whole >= 0 else whole - 1
    assert round_half_up(half, decimals).value == Decimal(away).scaleb(-decimals)


@given(DECIMALS, DECIMALS, st.integers(0, 6))
def test_it_keeps_the_order(one: Decimal, other: Decimal, decimals: int) -> None:
    lower, upper = sorted([one, other])
    assert round_half_up(lower, decimals).value <= round_half_up(upper, decimals).value


@given(DECIMALS, st.integers(0, 6))
def test_what_is_rounded_is_never_rounded_again(value: Decimal, decimals: int) -> None:
    rounded = round_half_up(value, decimals)
    with pytest.raises(ValueProblem) as problem:
        round_half_up(rounded, decimals)
    assert problem.value.code == "ROUNDED_TWICE"
    assert str(rounded) in str(problem.value)


def test_rounding_twice_would_turn_a_value_around() -> None:
    assert str(round_half_up(Decimal("0.446"), 1)) == "0.4"
    assert str(round_half_up(round_half_up(Decimal("0.446"), 2).value, 1)) == "0.5"


@pytest.mark.parametrize("value", [0.5, 1, "0.5", None])
def test_only_decimals_are_rounded(value: object) -> None:
    with pytest.raises(ValueProblem):
        round_half_up(value, 1)


@pytest.mark.parametrize("value", ["NaN", "Infinity"])
def test_what_is_no_number_is_refused(value: str) -> None:
    with pytest.raises(ValueProblem, match="is not a number"):
        round_half_up(Decimal(value), 1)


def test_the_longest_number_that_can_be_typed_is_rounded_exactly() -> None:
    assert round_half_up(Decimal("9" * 37 + ".95"), 1) == Rounded(Decimal("1" + "0" * 37))
    assert round_half_up(Decimal("1e99"), 1) == Rounded(Decimal("1e99"))
    widest, finest = parse_decimal("9" * 37 + "e99"), parse_decimal("." + "1" * 35 + "e-99")
    assert round_half_up(widest, decimals_of(finest)) == Rounded(widest)


@pytest.mark.parametrize(
    ("limit", "decimals"), [("98.0", 1), ("98", 0), ("0.050", 3), ("1E+2", 0), ("10", 0)]
)
def test_a_limit_says_how_many_decimals_it_has(limit: str, decimals: int) -> None:
    assert decimals_of(Decimal(limit)) == decimals
