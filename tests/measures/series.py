"""Series of values and what may be done to them without changing what they say."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import strategies as st

from measures.censored import Censored, Censoring
from measures.signals import Rule, Side, Signal
from measures.values import Value, parse_value

TENTHS = st.integers(-40, 40).map(lambda tenths: Decimal(tenths).scaleb(-1))
WHOLE = st.integers(-4, 4).map(Decimal)
CENSORED = st.builds(Censored, st.sampled_from(Censoring), WHOLE) | st.just(
    Censored(Censoring.NOT_DETECTED)
)
SERIES = st.lists(WHOLE | TENTHS | CENSORED, max_size=14)
OPPOSITE_SIDE = {Side.ABOVE: Side.BELOW, Side.BELOW: Side.ABOVE, None: None}
OPPOSITE_RULE = {Rule.RISING: Rule.FALLING, Rule.FALLING: Rule.RISING}


def numbers() -> st.SearchStrategy[list[Decimal]]:
    return st.lists(WHOLE | TENTHS, max_size=8)


def series(typed: str) -> list[Value]:
    return [parse_value(one) for one in typed.split()]


def moved(value: Value, factor: int, shift: int) -> Value:
    """The value on another scale; below becomes above when the scale is turned around."""
    if not isinstance(value, Censored):
        return value * factor + shift
    bound = None if value.bound is None else value.bound * factor + shift
    if factor > 0 or bound is None:
        return Censored(value.kind, bound)
    return Censored(Censoring.BELOW if value.kind is Censoring.ABOVE else Censoring.ABOVE, bound)


def mirrored(signal: Signal) -> Signal:
    rule = OPPOSITE_RULE.get(signal.rule, signal.rule)
    return replace(signal, rule=rule, side=OPPOSITE_SIDE[signal.side])


def reversed_signals(signals: list[Signal], length: int) -> list[Signal]:
    """As found in the reversed series, told by the places of the series itself."""
    return [
        replace(
            signal,
            rule=OPPOSITE_RULE.get(signal.rule, signal.rule),
            indices=tuple(sorted(length - 1 - at for at in signal.indices)),
        )
        for signal in signals
    ]
