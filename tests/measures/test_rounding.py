"""Rounding once, half up, to the decimals of the limit."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measures.rounding import decimals_of, round_half_up
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
    rounded = round_half_up(value, decimals)
    assert abs(rounded - value) <= Decimal(5).scaleb(-decimals - 1)
    assert round_half_up(rounded, decimals) == rounded


def test_the_longest_number_that_can_be_typed_is_rounded_exactly() -> None:
    assert round_half_up(Decimal("9" * 37 + ".95"), 1) == Decimal("1" + "0" * 37)
    assert round_half_up(Decimal("1e99"), 1) == Decimal("1e99")


@pytest.mark.parametrize(
    ("limit", "decimals"), [("98.0", 1), ("98", 0), ("0.050", 3), ("1E+2", 0), ("10", 0)]
)
def test_a_limit_says_how_many_decimals_it_has(limit: str, decimals: int) -> None:
    assert decimals_of(Decimal(limit)) == decimals
