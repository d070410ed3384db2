"""What a series of values says that no single value does: runs, trends, clusters.

A censored value counts on a side only when it is certainly there, and breaks what needs its
magnitude: a trend never passes over it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby, pairwise
from typing import TypeVar

from measures.censored import Censored
from measures.certainty import is_certainly_above, is_certainly_below
from measures.limits import Limits
from measures.problems import ValueProblem, gettext_noop
from measures.signals import Rule, Side, Signal
from measures.values import Value

Mark = TypeVar("Mark")


def consecutive(
    values: Sequence[Value], limits: Limits, *, count: int, side: Side | None = None
) -> list[Signal]:
    """Each longest run of at least `count` values beyond the limits, on `side` or on either."""
    need_count(count)
    wanted = {side} if side else set(Side)
    marks = [mark in wanted for mark in sides(values, limits)]
    return [Signal(Rule.CONSECUTIVE, run, side) for is_out, run in runs(marks, count) if is_out]


def same_side(
    values: Sequence[Value], limits: Limits, *, count: int, rule: Rule = Rule.CONSECUTIVE
) -> list[Signal]:
    """Each longest run of at least `count` values beyond the limits, all on the same side."""
    need_count(count)
    return [Signal(rule, run, side) for side, run in runs(sides(values, limits), count) if side]


def one_side_of_mean(values: Sequence[Value], mean: Decimal, *, count: int) -> list[Signal]:
    """Each longest run of at least `count` values on one side; a value at the mean ends it."""
    return same_side(values, Limits(mean, mean), count=count, rule=Rule.ONE_SIDE)


def trend(values: Sequence[Value], *, count: int) -> list[Signal]:
    """Each longest run of at least `count` values, each above the last one, or each below."""
    need_count(count, least=2)
    steps = [_step(before, after) for before, after in pairwise(values)]
    return [Signal(rule, (*run, run[-1] + 1)) for rule, run in runs(steps, count - 1) if rule]


def _step(before: Value, after: Value) -> Rule | None:
    if isinstance(before, Censored) or isinstance(after, Censored) or before == after:
        return None
    return Rule.RISING if before < after else Rule.FALLING


def n_of_m(values: Sequence[Value], limits: Limits, *, n: int, m: int) -> list[Signal]:
    """At least `n` of `m` neighbours beyond the limits on the same side; overlaps are joined."""
    need_count(n)
    need_count(m, least=n)
    marks = sides(values, limits)
    return [
        Signal(Rule.N_OF_M, cluster, side)
        for side in Side
        for cluster in _clusters([at for at, mark in enumerate(marks) if mark is side], n, m)
    ]


def _clusters(places: list[int], n: int, m: int) -> Iterator[tuple[int, ...]]:
    """Every n places that lie within m neighbours, those joined that have a place in common."""
    found: list[int] = []
    for first in range(len(places) - n + 1):
        window = places[first : first + n]
        if window[-1] - window[0] >= m:
            continue
        if found and window[0] > found[-1]:
            yield tuple(found)
            found = []
        found += [place for place in window if place not in found]
    if found:
        yield tuple(found)


def sides(values: Sequence[Value], limits: Limits) -> list[Side | None]:
    """For each value the side on which it certainly lies beyond the limits, or None."""
    return [_side(value, limits) for value in values]


def _side(value: Value, limits: Limits) -> Side | None:
    if is_certainly_above(value, limits):
        return Side.ABOVE
    return Side.BELOW if is_certainly_below(value, limits) else None


def runs(marks: Sequence[Mark], least: int) -> Iterator[tuple[Mark, tuple[int, ...]]]:
    """Each longest run of equal marks that has at least so many, with its indices."""
    for mark, group in groupby(enumerate(marks), key=lambda pair: pair[1]):
        indices = tuple(index for index, _mark in group)
        if len(indices) >= least:
            yield mark, indices


def need_count(count: int, *, least: int = 1) -> None:
    """Raises ValueProblem for a run that is too short to be one."""
    if count < least:
        raise ValueProblem(
            "RUN_TOO_SHORT",
            gettext_noop("A run of %(count)s is too short."),
            gettext_noop("Accepted: %(least)s or more."),
            count=count,
            least=least,
        )
