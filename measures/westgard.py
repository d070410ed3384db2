"""Westgard's rules for a series of one control, against its mean and standard deviation.

Every rule is asked by itself, and beyond means past: a value at exactly 2 s is inside.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from measures.exact import exact_decimal
from measures.limits import Limits
from measures.numbers import finite
from measures.problems import ValueProblem, gettext_noop
from measures.run_rules import same_side, sides
from measures.signals import Rule, Side, Signal
from measures.values import Value

# How many times the standard deviation one value must pass; how many in a row must pass how many.
SINGLES = {Rule.ONE_BEYOND_2S: 2, Rule.ONE_BEYOND_3S: 3}
RUNS = {Rule.TWO_BEYOND_2S: (2, 2), Rule.FOUR_BEYOND_1S: (4, 1), Rule.TEN_ON_ONE_SIDE: (10, 0)}
WESTGARD = (*SINGLES, Rule.RANGE_4S, *RUNS)


def westgard(
    values: Sequence[Value],
    *,
    mean: Decimal,
    deviation: Decimal,
    rules: Collection[Rule] = WESTGARD,
) -> list[Signal]:
    """The rules that the series broke, in the order of WESTGARD, each with the values that did it.

    Runs are reported once, at their full length; 1_2s and 1_3s once for each value.
    """
    if foreign := set(rules) - set(WESTGARD):
        raise ValueProblem(
            "NOT_WESTGARD",
            gettext_noop("%(rules)s is no Westgard rule."),
            gettext_noop("Accepted: %(known)s."),
            rules=", ".join(sorted(foreign)),
            known=", ".join(WESTGARD),
        )
    bands = {times: sigma_limits(mean, deviation, times) for times in range(4)}
    wanted = [rule for rule in WESTGARD if rule in rules]
    return [signal for rule in wanted for signal in _signals(rule, values, bands)]


def _signals(rule: Rule, values: Sequence[Value], bands: Mapping[int, Limits]) -> list[Signal]:
    if rule in SINGLES:
        marks = enumerate(sides(values, bands[SINGLES[rule]]))
        return [Signal(rule, (index,), side) for index, side in marks if side]
    if rule in RUNS:
        count, times = RUNS[rule]
        return same_side(values, bands[times], count=count, rule=rule)
    marks_of_pairs = enumerate(pairwise(sides(values, bands[2])))
    return [
        Signal(rule, (index, index + 1)) for index, pair in marks_of_pairs if set(pair) == {*Side}
    ]


def sigma_limits(mean: Decimal, deviation: Decimal, times: int | Decimal) -> Limits:
    """The mean plus and minus so many standard deviations, exactly.

    Raises ValueProblem for a standard deviation that is not above 0: it makes every value an alarm.
    """
    if finite(deviation) <= 0:
        raise ValueProblem(
            "NO_DEVIATION",
            gettext_noop("%(deviation)s is no standard deviation to judge with."),
            gettext_noop("Accepted: a number above 0."),
            deviation=deviation,
        )
    width = Fraction(times) * Fraction(deviation)
    middle = Fraction(finite(mean))
    return Limits(exact_decimal(middle - width), exact_decimal(middle + width))
