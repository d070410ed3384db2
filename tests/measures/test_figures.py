"""Rounding once to significant figures of the limit."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measures.problems import ValueProblem
from measures.rounding import figures_of, round_half_up, round_to_figures
from tests.measures.decimals import DECIMALS


@pytest.mark.parametrize(
    ("value", "figures", "rounded"),
    [
        ("98.28568", 4, "98.29"),
        ("98.28568", 2, "98"),
        ("0.05049", 2, "0.050"),
        ("0.0505", 2, "0.051"),
        ("1249999", 2, "1200000"),
        ("1250000", 2, "1300000"),
        ("-1250000", 2, "-1300000"),
        ("9.96", 2, "10"),
        ("0.0996", 2, "0.10"),
        ("999.5", 3, "1000"),
        ("0.95", 1, "1"),
        ("5", 3, "5.00"),
        ("0", 3, "0"),
        ("0.00", 1, "0.00"),
    ],
)
def test_it_works(value: str, figures: int, rounded: str) -> None:
    assert str(round_to_figures(Decimal(value), figures)) == rounded


@given(DECIMALS.filter(bool), st.integers(1, 15))
def test_it_has_the_figures_and_is_off_by_half_of_the_last_at_most(
    value: Decimal, figures: int
) -> None:
    rounded = round_to_figures(value, figures).value
    assert len(rounded.as_tuple().digits) == figures
    assert abs(rounded - value) <= Decimal(5).scaleb(value.adjusted() - figures)


@given(DECIMALS, st.integers(1, 15), st.integers(-9, 9))
def test_it_does_not_depend_on_the_unit(value: Decimal, figures: int, power: int) -> None:
    scaled = round_to_figures(value.scaleb(power), figures).value
    assert scaled == round_to_figures(value, figures).value.scaleb(power)


@given(DECIMALS, st.integers(1, 15))
def test_what_is_rounded_is_never_rounded_again(value: Decimal, figures: int) -> None:
    for rounded in (round_to_figures(value, figures), round_half_up(value, figures)):
        for again in (round_to_figures, round_half_up):
            with pytest.raises(ValueProblem, match="cannot be rounded"):
                again(rounded, figures)


@pytest.mark.parametrize("figures", [0, -1])
def test_less_than_one_figure_is_refused(figures: int) -> None:
    for value in ("5", "0"):
        with pytest.raises(ValueProblem, match="no number of significant figures"):
            round_to_figures(Decimal(value), figures)


@pytest.mark.parametrize(
    ("limit", "figures"),
    [
        ("98", 2), ("98.0", 3), ("0.050", 2), ("1.2e6", 2), ("100.0", 4), ("1e2", 1), ("1.20e4", 3),
        ("5", 1), ("-98", 2), ("105", 3),
    ],
)  # fmt: skip
def test_a_limit_says_how_many_figures_it_has(limit: str, figures: int) -> None:
    assert figures_of(Decimal(limit)) == figures


@pytest.mark.parametrize("limit", ["100", "10", "120", "1.00e2", "0", "0.0", "0e3"])
def test_a_limit_that_does_not_say_is_refused(limit: str) -> None:
    with pytest.raises(ValueProblem) as problem:
        figures_of(Decimal(limit))
    assert problem.value.code == "AMBIGUOUS_FIGURES"
    assert problem.value.accepted


def test_a_limit_is_a_number() -> None:
    with pytest.raises(ValueProblem, match="is not a number"):
        figures_of(Decimal("Infinity"))
