"""Nothing depends on the decimal context of the thread: everything is exact anyway."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_FLOOR, Context, Decimal, Inexact, Rounded, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measures.censored import Censored, Censoring
from measures.combined_data import from_data, to_data
from measures.criteria import Criterion
from measures.limits import Limits, judge
from measures.nested import NestedLimits
from measures.numbers import parse_decimal, plain
from measures.problems import ValueProblem
from measures.quantity import Quantity
from measures.rounding import figures_of, round_half_up, round_to_figures
from measures.run_rules import n_of_m, one_side_of_mean, trend
from measures.units import unit
from measures.values import parse_value, printed
from measures.westgard import sigma_limits, westgard
from tests.measures.strategies import VALUES, nested

LONG = Decimal("12345678.901234567890123456789012345")
ABOVE_LONG = Decimal("12345678.901234567890123456789012346")
BELOW_ZERO = Decimal("-12345678.901234567890123456789012345")
SERIES = [LONG, ABOVE_LONG, LONG, ABOVE_LONG, ABOVE_LONG]
NARROW = Context(prec=3, rounding=ROUND_FLOOR, Emax=9, Emin=-9)
# A context that stops at the first digit lost, and one that hides even nonsense.
CONTEXTS = [
    NARROW,
    Context(prec=3, traps=[Inexact, Rounded]),
    Context(prec=3, traps=[], rounding=ROUND_FLOOR),
]

CALLS: dict[str, Callable[[], object]] = {
    "parse_decimal": lambda: str(parse_decimal(str(LONG))),
    "plain": lambda: plain(LONG),
    "round_half_up": lambda: str(round_half_up(LONG, 20)),
    "round_half_up negative": lambda: str(round_half_up(BELOW_ZERO, 20)),
    "round_to_figures": lambda: str(round_to_figures(LONG, 25)),
    "round_to_figures carried": lambda: str(round_to_figures(Decimal("99999999999.96"), 12)),
    "figures_of": lambda: figures_of(LONG),
    "limits": lambda: Limits(upper=LONG).hold(ABOVE_LONG),
    "limits text": lambda: str(Limits(LONG, ABOVE_LONG)),
    "judge": lambda: judge(ABOVE_LONG, action=Limits(upper=LONG), alert=Limits(upper=LONG)),
    "nested": lambda: NestedLimits(alert=Limits(upper=LONG)).judge(ABOVE_LONG),
    "censored": lambda: NestedLimits(alert=Limits(upper=LONG)).judge(
        Censored(Censoring.BELOW, ABOVE_LONG)
    ),
    "parse_value": lambda: printed(parse_value(f"< {LONG}")),
    "criterion": lambda: Criterion(Limits(upper=LONG)).judge(str(ABOVE_LONG)),
    "figures": lambda: Criterion(Limits(upper=LONG), figures=35).judge(str(ABOVE_LONG)),
    "convert": lambda: str(Quantity(LONG, unit("Cel")).to(unit("K"))),
    "convert back": lambda: str(Quantity(LONG, unit("ng/mL")).to(unit("g/L"))),
    "sigma": lambda: str(sigma_limits(LONG, ABOVE_LONG, 3)),
    "westgard": lambda: westgard(SERIES, mean=LONG, deviation=Decimal("1e-28")),
    "trend": lambda: trend(SERIES, count=2),
    "side": lambda: one_side_of_mean(SERIES, LONG, count=2),
    "n of m": lambda: n_of_m(SERIES, Limits(upper=LONG), n=2, m=3),
    "data": lambda: to_data(from_data({"result": "VCN", "upper": str(LONG)})),
}


@pytest.mark.parametrize("context", CONTEXTS)
@pytest.mark.parametrize("name", CALLS)
def test_it_works(name: str, context: Context) -> None:
    expected = CALLS[name]()
    with localcontext(context):
        assert CALLS[name]() == expected


def test_the_exact_answers_are_those_expected() -> None:
    assert CALLS["round_half_up"]() == "12345678.90123456789012345679"
    assert CALLS["convert"]() == "12345952.051234567890123456789012345 K"
    assert CALLS["limits"]() is False
    assert trend(SERIES, count=2)[0].indices == (0, 1)


@given(nested(), VALUES, st.sampled_from(CONTEXTS))
def test_a_verdict_is_the_same_anywhere(
    found: NestedLimits, value: Decimal | Censored, context: Context
) -> None:
    expected = found.judge(value)
    with localcontext(context):
        assert found.judge(value) is expected


@pytest.mark.parametrize("context", CONTEXTS)
def test_nonsense_is_refused_even_where_nothing_is_trapped(context: Context) -> None:
    with localcontext(context), pytest.raises(ValueProblem, match="is not a number"):
        Limits(upper=Decimal(5)).hold(Decimal("NaN"))
