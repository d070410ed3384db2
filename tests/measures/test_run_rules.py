"""Runs, trends and clusters in a series."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measures.certainty import is_certainly_above, is_certainly_below
from measures.limits import Limits
from measures.problems import ValueProblem
from measures.run_rules import consecutive, n_of_m, one_side_of_mean, same_side, trend
from measures.signals import Rule, Side, Signal
from measures.values import Value, parse_value
from tests.measures.series import SERIES, mirrored, moved, numbers, reversed_signals, series

LIMITS = Limits(Decimal(-2), Decimal(2))
COUNTS = st.integers(2, 4)


def test_it_works() -> None:
    counts = series("1 6 7 9 2 8 3")
    alert = Limits(upper=Decimal(5))
    assert consecutive(counts, alert, count=3) == [Signal(Rule.CONSECUTIVE, (1, 2, 3))]
    assert consecutive(counts, alert, count=4) == []
    assert trend(counts, count=4) == [Signal(Rule.RISING, (0, 1, 2, 3))]
    assert n_of_m(counts, alert, n=2, m=3) == [Signal(Rule.N_OF_M, (1, 2, 3, 5), Side.ABOVE)]
    assert one_side_of_mean(counts, Decimal(5), count=3) == [
        Signal(Rule.ONE_SIDE, (1, 2, 3), Side.ABOVE)
    ]


def test_a_side_may_be_asked_for() -> None:
    values = series("3 -3 3 3")
    either = [Signal(Rule.CONSECUTIVE, (0, 1, 2, 3))]
    assert consecutive(values, LIMITS, count=2) == either
    assert consecutive(values, LIMITS, count=2, side=Side.ABOVE) == [
        Signal(Rule.CONSECUTIVE, (2, 3), Side.ABOVE)
    ]
    assert consecutive(values, LIMITS, count=1, side=Side.BELOW) == [
        Signal(Rule.CONSECUTIVE, (1,), Side.BELOW)
    ]
    assert same_side(values, LIMITS, count=2) == [Signal(Rule.CONSECUTIVE, (2, 3), Side.ABOVE)]


def test_a_value_at_the_limit_or_the_mean_ends_a_run() -> None:
    assert consecutive(series("3 3 2 3 3"), LIMITS, count=3) == []
    assert one_side_of_mean(series("1 1 0 1 1"), Decimal(0), count=3) == []
    assert consecutive(series("3 2 3"), Limits(upper=Decimal(2), upper_exclusive=True), count=3)


def test_a_trend_is_strict_and_counts_values() -> None:
    assert trend(series("1 2 2 3 4"), count=3) == [Signal(Rule.RISING, (2, 3, 4))]
    assert trend(series("1 2 3 2 1"), count=3) == [
        Signal(Rule.RISING, (0, 1, 2)),
        Signal(Rule.FALLING, (2, 3, 4)),
    ]
    assert trend(series("1 2"), count=2) == [Signal(Rule.RISING, (0, 1))]
    assert trend([], count=2) == trend(series("1"), count=2) == []


@pytest.mark.parametrize(
    ("typed", "clusters"),
    [
        ("3 0 3 0 0 3", [(0, 2)]),
        ("3 0 3 3", [(0, 2, 3)]),
        ("3 0 0 3 0 3", [(3, 5)]),
        ("3 3 0 0 3 3", [(0, 1), (4, 5)]),
        ("3 -3 -3", [(1, 2)]),
        ("3 -3 0", []),
    ],
)
def test_n_of_m_needs_one_side_and_joins_what_overlaps(
    typed: str, clusters: list[tuple[int, ...]]
) -> None:
    assert [found.indices for found in n_of_m(series(typed), LIMITS, n=2, m=3)] == clusters


def test_a_censored_value_counts_on_a_side_only_when_it_is_certainly_there() -> None:
    alert = Limits(upper=Decimal(10))
    certain = [parse_value(typed) for typed in ("11", "> 300", "12")]
    open_ = [parse_value(typed) for typed in ("11", "> 9", "12")]
    assert consecutive(certain, alert, count=3) == [Signal(Rule.CONSECUTIVE, (0, 1, 2))]
    assert consecutive(open_, alert, count=3) == []
    below = [parse_value(typed) for typed in ("2", "< 1", "ND", "2", "ND (< 1)", "1")]
    assert one_side_of_mean(below, Decimal(3), count=2) == [
        Signal(Rule.ONE_SIDE, (0, 1), Side.BELOW),
        Signal(Rule.ONE_SIDE, (3, 4, 5), Side.BELOW),
    ]


def test_a_censored_value_breaks_a_trend() -> None:
    values = [parse_value(typed) for typed in ("1", "2", "3", "> 2000", "4", "5", "6")]
    assert [found.indices for found in trend(values, count=3)] == [(0, 1, 2), (4, 5, 6)]
    assert trend(values, count=4) == []


@pytest.mark.parametrize(
    "too_short",
    [
        lambda: consecutive([], LIMITS, count=0),
        lambda: same_side([], LIMITS, count=0),
        lambda: one_side_of_mean([], Decimal(0), count=-1),
        lambda: trend([], count=1),
        lambda: n_of_m([], LIMITS, n=0, m=3),
        lambda: n_of_m([], LIMITS, n=3, m=2),
    ],
)
def test_a_run_that_is_none_is_refused(too_short) -> None:
    with pytest.raises(ValueProblem, match="too short") as problem:
        too_short()
    assert "or more" in problem.value.accepted


@pytest.mark.parametrize("rule", list(Rule))
def test_every_rule_has_words_of_its_own(rule: Rule) -> None:
    assert [known for known in Rule if known.text == rule.text] == [rule]
    assert rule.is_warning is (rule == "1_2s")


@given(SERIES, COUNTS)
def test_a_run_holds_only_neighbours_beyond_and_is_as_long_as_can_be(
    values: list[Value], count: int
) -> None:
    out = {at for at, one in enumerate(values)
           if is_certainly_above(one, LIMITS) or is_certainly_below(one, LIMITS)}  # fmt: skip
    found = [signal.indices for signal in consecutive(values, LIMITS, count=count)]
    for run in found:
        assert set(run) == set(range(run[0], run[-1] + 1)) <= out
        assert len(run) >= count
        assert not {run[0] - 1, run[-1] + 1} & out
    in_runs = {at for run in found for at in run}
    assert in_runs == {
        at for at in out
        if any(set(range(first, first + count)) <= out for first in range(at - count + 1, at + 1))
    }  # fmt: skip


@given(SERIES, st.integers(1, 3), st.integers(0, 2))
def test_n_of_m_finds_exactly_the_values_that_n_within_m_make(
    values: list[Value], n: int, more: int
) -> None:
    for side, is_out in ((Side.ABOVE, is_certainly_above), (Side.BELOW, is_certainly_below)):
        places = [at for at, one in enumerate(values) if is_out(one, LIMITS)]
        close = {at for some in combinations(places, n) if some[-1] - some[0] < n + more
                 for at in some}  # fmt: skip
        found = [s for s in n_of_m(values, LIMITS, n=n, m=n + more) if s.side is side]
        assert {at for signal in found for at in signal.indices} == close
        assert sum(len(signal.indices) for signal in found) == len(close)


@given(SERIES, COUNTS)
def test_a_trend_is_a_strictly_monotone_stretch_of_numbers(values: list[Value], count: int) -> None:
    for signal in trend(values, count=count):
        stretch = [values[at] for at in signal.indices]
        assert signal.indices == tuple(range(signal.indices[0], signal.indices[-1] + 1))
        assert len(stretch) >= count
        assert stretch == sorted(set(stretch), reverse=signal.rule is Rule.FALLING)


@given(numbers(), numbers(), COUNTS)
def test_a_trend_between_others_is_found_again(
    before: list[Decimal], after: list[Decimal], count: int
) -> None:
    peak = [Decimal(100 + at) for at in range(count)]
    found = trend([*before, *peak, *after], count=count)
    inside = set(range(len(before), len(before) + count))
    assert any(inside <= set(signal.indices) for signal in found if signal.rule is Rule.RISING)


RULES = [
    lambda values, limits, count: consecutive(values, limits, count=count),
    lambda values, limits, count: consecutive(values, limits, count=count, side=Side.ABOVE),
    lambda values, limits, count: same_side(values, limits, count=count),
    lambda values, limits, count: one_side_of_mean(values, limits.lower, count=count),
    lambda values, limits, count: trend(values, count=count),
    lambda values, limits, count: n_of_m(values, limits, n=count, m=count + 1),
]


@pytest.mark.parametrize("rule", RULES)
@given(values=SERIES, count=COUNTS, factor=st.integers(1, 50), shift=st.integers(-99, 99))
def test_another_scale_or_zero_changes_nothing(rule, values, count, factor, shift) -> None:
    elsewhere = [moved(one, factor, shift) for one in values]
    limits = Limits(*(moved(bound, factor, shift) for bound in (LIMITS.lower, LIMITS.upper)))
    assert rule(elsewhere, limits, count) == rule(values, LIMITS, count)


@pytest.mark.parametrize("rule", [RULES[0], *RULES[2:]])
@given(values=SERIES, count=COUNTS)
def test_upside_down_the_sides_change_and_nothing_else(rule, values, count) -> None:
    limits = Limits(Decimal(-2), Decimal(2))
    if rule is RULES[3]:
        limits = Limits(Decimal(0), Decimal(2))
    upturned = rule([moved(one, -1, 0) for one in values], limits, count)
    expected = [mirrored(signal) for signal in rule(values, limits, count)]
    assert sorted(upturned, key=str) == sorted(expected, key=str)


@pytest.mark.parametrize("rule", RULES)
@given(values=SERIES, count=COUNTS)
def test_backwards_the_same_values_break_the_same_rule(rule, values, count) -> None:
    backwards = reversed_signals(rule(values[::-1], LIMITS, count), len(values))
    assert sorted(backwards, key=str) == sorted(rule(values, LIMITS, count), key=str)
