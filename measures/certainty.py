"""Where a value certainly lies; a censored value is judged by all the numbers it may be.

A number is either inside or outside. A censored value may be neither: `< 5` against at most 2.
"""

from __future__ import annotations

from measures.censored import Censored
from measures.limits import Limits
from measures.numbers import finite
from measures.values import Value
from measures.verdicts import Conformity


def span_of(value: Value) -> Limits:
    """All the numbers that the value may be: itself, or what censoring leaves open."""
    return value.span if isinstance(value, Censored) else Limits(finite(value), value)


def is_certainly_below(value: Value, limits: Limits) -> bool:
    """True when every number that the value may be lies below the limits."""
    return _precedes(span_of(value), limits)


def is_certainly_above(value: Value, limits: Limits) -> bool:
    """True when every number that the value may be lies above the limits."""
    return _precedes(limits, span_of(value))


def _precedes(left: Limits, right: Limits) -> bool:
    """True when every number of the left lies below every number of the right."""
    if left.upper is None or right.lower is None:
        return False
    may_touch = left.upper_exclusive or right.lower_exclusive
    return left.upper <= right.lower if may_touch else left.upper < right.lower


def is_certainly_inside(value: Value, limits: Limits) -> bool:
    """True when every number that the value may be lies within the limits."""
    return limits.enclose(span_of(value))


def conformity(value: Value, limits: Limits) -> Conformity:
    """Conforms when certainly inside, does not when certainly outside, else undecided."""
    if is_certainly_inside(value, limits):
        return Conformity.CONFORMS
    if is_certainly_below(value, limits) or is_certainly_above(value, limits):
        return Conformity.DOES_NOT_CONFORM
    return Conformity.UNDECIDED
