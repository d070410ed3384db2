"""Westgard's rules over a control's series."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measures.limits import Limits
from measures.problems import ValueProblem
from measures.signals import Rule, Side, Signal
from measures.values import Value
from measures.westgard import WESTGARD, sigma_limits, westgard
from tests.measures.decimals import DECIMALS
from tests.measures.series import SERIES, mirrored, moved, reversed_signals, series

ABOVE, BELOW = Side.ABOVE, Side.BELOW
UNIT = {"mean": Decimal(0), "deviation": Decimal(1)}


def broken(typed: str, *rules: Rule) -> list[tuple[str, tuple[int, ...], Side | None]]:
    found = westgard(series(typed), **UNIT, rules=rules or WESTGARD)
    return [(signal.rule.value, signal.indices, signal.side) for signal in found]


def test_it_works() -> None:
    glucose = series("100 108 110 94 104")
    assert westgard(glucose, mean=Decimal(100), deviation=Decimal("2.5")) == [
        Signal(Rule.ONE_BEYOND_2S, (1,), ABOVE),
        Signal(Rule.ONE_BEYOND_2S, (2,), ABOVE),
        Signal(Rule.ONE_BEYOND_2S, (3,), BELOW),
        Signal(Rule.ONE_BEYOND_3S, (1,), ABOVE),
        Signal(Rule.ONE_BEYOND_3S, (2,), ABOVE),
        Signal(Rule.RANGE_4S, (2, 3)),
        Signal(Rule.TWO_BEYOND_2S, (1, 2), ABOVE),
    ]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("0 1 -1", []),
        ("2", []),
        ("2.1", [("1_2s", (0,), ABOVE)]),
        ("-2.1", [("1_2s", (0,), BELOW)]),
        ("3", [("1_2s", (0,), ABOVE)]),
        ("-3.1", [("1_2s", (0,), BELOW), ("1_3s", (0,), BELOW)]),
        (">3", [("1_2s", (0,), ABOVE), ("1_3s", (0,), ABOVE)]),
        (">2.5", [("1_2s", (0,), ABOVE)]),
        ("<2.5", []),
        ("ND", []),
    ],
)
def test_one_value_beyond(typed: str, found: list[tuple[str, tuple[int, ...], Side]]) -> None:
    assert broken(typed) == found


@pytest.mark.parametrize(
    ("rule", "typed", "found"),
    [
        (Rule.TWO_BEYOND_2S, "0 2.1 2.1", [("2_2s", (1, 2), ABOVE)]),
        (Rule.TWO_BEYOND_2S, "-2.1 <-3 -2.1 0", [("2_2s", (0, 1, 2), BELOW)]),
        (Rule.TWO_BEYOND_2S, "2.1 0 2.1", []),
        (Rule.TWO_BEYOND_2S, "2.1 -2.1", []),
        (Rule.TWO_BEYOND_2S, "2.1 2", []),
        (Rule.RANGE_4S, "2.1 -2.1", [("R_4s", (0, 1), None)]),
        (Rule.RANGE_4S, "-2.1 2.1 -2.1", [("R_4s", (0, 1), None), ("R_4s", (1, 2), None)]),
        (Rule.RANGE_4S, "2.1 0 -2.1", []),
        (Rule.RANGE_4S, "2.1 2.1", []),
        (Rule.RANGE_4S, "3 -1.9", []),
        (Rule.FOUR_BEYOND_1S, "1.1 1.1 1.1 1.1", [("4_1s", (0, 1, 2, 3), ABOVE)]),
        (Rule.FOUR_BEYOND_1S, "1.1 1.1 1.1 1 1.1", []),
        (Rule.FOUR_BEYOND_1S, "1.1 1.1 1.1 -1.1 1.1", []),
        (Rule.TEN_ON_ONE_SIDE, "-1 " * 10 + "1", [("10_x", tuple(range(10)), BELOW)]),
        (Rule.TEN_ON_ONE_SIDE, "1 " * 9 + "0 1", []),
        (Rule.TEN_ON_ONE_SIDE, "0.1 " * 12, [("10_x", tuple(range(12)), ABOVE)]),
    ],
)
def test_several_values(
    rule: Rule, typed: str, found: list[tuple[str, tuple[int, ...], Side | None]]
) -> None:
    assert broken(typed, rule) == found


def test_only_1_2s_is_a_warning() -> None:
    assert [rule for rule in WESTGARD if rule.is_warning] == [Rule.ONE_BEYOND_2S]


def test_only_the_rules_that_are_asked_for_are_tried() -> None:
    found = westgard(series("4 4"), **UNIT, rules={Rule.TWO_BEYOND_2S})
    assert {signal.rule for signal in found} == {Rule.TWO_BEYOND_2S}
    assert westgard(series("4 4"), **UNIT, rules=()) == []


def test_another_rule_is_refused_with_those_that_are_known() -> None:
    with pytest.raises(ValueProblem, match="RISING is no Westgard rule") as problem:
        westgard([], **UNIT, rules=[Rule.RISING, Rule.RANGE_4S])
    assert problem.value.accepted % problem.value.params == (
        "Accepted: 1_2s, 1_3s, R_4s, 2_2s, 4_1s, 10_x."
    )


@pytest.mark.parametrize("deviation", ["0", "-1", "NaN", "Infinity"])
def test_what_is_no_deviation_is_refused(deviation: str) -> None:
    with pytest.raises(ValueProblem):
        westgard([], mean=Decimal(0), deviation=Decimal(deviation))
    with pytest.raises(ValueProblem):
        sigma_limits(Decimal("NaN"), Decimal(1), 2)


def test_the_bands_are_exact() -> None:
    third = Decimal("0.3333333333333333333333333333333333")
    band = sigma_limits(Decimal("1e6"), third, 3)
    assert str(band.upper) == "1000000.9999999999999999999999999999999999"
    assert sigma_limits(Decimal(5), Decimal(2), Decimal("1.5")) == Limits(Decimal(2), Decimal(8))


@given(DECIMALS, DECIMALS.map(abs).filter(bool), st.integers(0, 5))
def test_a_band_is_as_wide_as_it_says(mean: Decimal, deviation: Decimal, times: int) -> None:
    band = sigma_limits(mean, deviation, times)
    assert Fraction(band.upper) - Fraction(mean) == times * Fraction(deviation)
    assert Fraction(mean) - Fraction(band.lower) == times * Fraction(deviation)


@given(SERIES, st.integers(1, 50), st.integers(-99, 99))
def test_another_unit_or_zero_changes_nothing(values: list[Value], factor: int, shift: int) -> None:
    elsewhere = [moved(one, factor, shift) for one in values]
    found = westgard(elsewhere, mean=Decimal(shift), deviation=Decimal(factor))
    assert found == westgard(values, **UNIT)


@given(SERIES)
def test_upside_down_and_backwards_the_same_values_break_the_same_rules(
    values: list[Value],
) -> None:
    found = sorted(westgard(values, **UNIT), key=str)
    upturned = westgard([moved(one, -1, 0) for one in values], **UNIT)
    assert sorted((mirrored(signal) for signal in upturned), key=str) == found
    backwards = reversed_signals(westgard(values[::-1], **UNIT), len(values))
    assert sorted(backwards, key=str) == found


@given(SERIES)
def test_a_stricter_rule_never_speaks_without_the_warning(values: list[Value]) -> None:
    warned = {
        at for signal in westgard(values, **UNIT, rules=[Rule.ONE_BEYOND_2S])
        for at in signal.indices
    }  # fmt: skip
    strict = [Rule.ONE_BEYOND_3S, Rule.TWO_BEYOND_2S, Rule.RANGE_4S]
    for signal in westgard(values, **UNIT, rules=strict):
        assert set(signal.indices) <= warned
