"""Limits hold or do not hold a value, and one may enclose another."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measures.limits import Limits, judge
from measures.problems import ValueProblem
from measures.verdicts import Verdict
from tests.measures.strategies import limits, near, probes


def test_it_works() -> None:
    found = Limits(Decimal("2.0"), Decimal("8.0"))
    assert found.hold(Decimal("5"))
    assert not found.hold(Decimal("1.9"))
    assert not found.hold(Decimal("8.1"))


def test_a_bound_is_inside_unless_it_is_exclusive() -> None:
    low, high = Decimal("2.0"), Decimal("8.0")
    closed = Limits(low, high)
    opened = Limits(low, high, lower_exclusive=True, upper_exclusive=True)
    assert closed.hold(low)
    assert closed.hold(high)
    assert opened.is_below(low)
    assert opened.is_above(high)
    assert opened.hold(Decimal("2.0000001"))
    assert opened.hold(Decimal("7.9999999"))


def test_a_missing_bound_does_not_bind() -> None:
    assert not Limits()
    assert Limits(lower=Decimal(0))
    assert Limits(upper=Decimal(0))
    assert Limits().hold(Decimal("-1e30"))
    assert Limits(lower=Decimal(0)).hold(Decimal("1e30"))
    assert Limits(upper=Decimal(0)).hold(Decimal("-1e30"))


@pytest.mark.parametrize(
    ("lower", "upper", "exclusive"), [("8", "2", False), ("5", "5", True), ("5.0", "5", True)]
)
def test_limits_that_hold_no_value_are_refused(lower: str, upper: str, exclusive: bool) -> None:
    with pytest.raises(ValueError, match="No value lies between"):
        Limits(Decimal(lower), Decimal(upper), upper_exclusive=exclusive)
    assert Limits(Decimal("5"), Decimal("5")).hold(Decimal("5.0"))


@pytest.mark.parametrize("bound", ["NaN", "sNaN", "Infinity", "-Infinity"])
def test_a_bound_that_is_no_finite_number_is_refused(bound: str) -> None:
    with pytest.raises(ValueError, match="finite"):
        Limits(lower=Decimal(bound))
    with pytest.raises(ValueError, match="finite"):
        Limits(Decimal(0), Decimal(bound))


@pytest.mark.parametrize("value", ["NaN", "sNaN", "Infinity", "-Infinity"])
def test_a_value_that_is_no_finite_number_is_refused(value: str) -> None:
    for found in (Limits(lower=Decimal(0)), Limits(upper=Decimal(0))):
        with pytest.raises(ValueProblem, match="is not a number"):
            found.hold(Decimal(value))


@given(limits(), limits(), st.data())
def test_what_the_inner_limits_allow_the_enclosing_ones_allow(
    outer: Limits, inner: Limits, data: st.DataObject
) -> None:
    value = data.draw(near(outer, inner))
    if outer.enclose(inner) and inner.hold(value):
        assert outer.hold(value)


@given(limits(), limits())
def test_limits_that_are_not_enclosed_allow_something_outside(outer: Limits, inner: Limits) -> None:
    escaped = any(inner.hold(value) and not outer.hold(value) for value in probes(inner))
    assert outer.enclose(inner) is not escaped


@given(limits(), limits(), st.data())
def test_a_value_outside_action_is_never_within(
    action: Limits, alert: Limits, data: st.DataObject
) -> None:
    value = data.draw(near(action, alert))
    verdict = judge(value, action=action, alert=alert)
    assert verdict.needs_reason is not action.hold(value)
    assert (verdict is Verdict.WITHIN) is (action.hold(value) and alert.hold(value))


@pytest.mark.parametrize(
    ("value", "verdict"),
    [
        ("1.9", Verdict.BELOW_ACTION),
        ("2.0", Verdict.BELOW_ALERT),
        ("2.5", Verdict.WITHIN),
        ("7.5", Verdict.WITHIN),
        ("7.6", Verdict.ABOVE_ALERT),
        ("8.0", Verdict.ABOVE_ALERT),
        ("8.1", Verdict.ABOVE_ACTION),
    ],
)
def test_alert_lies_inside_action(value: str, verdict: Verdict) -> None:
    action = Limits(Decimal("2.0"), Decimal("8.0"))
    alert = Limits(Decimal("2.5"), Decimal("7.5"))
    assert judge(Decimal(value), action=action, alert=alert) is verdict


@pytest.mark.parametrize(
    ("found", "text"),
    [
        (Limits(Decimal("2.0"), Decimal("8.0")), "2.0 – 8.0"),
        (Limits(Decimal("2.0"), Decimal("8.0"), lower_exclusive=True), "> 2.0, ≤ 8.0"),
        (Limits(lower=Decimal("1E+2")), "≥ 100"),
        (Limits(upper=Decimal("20"), upper_exclusive=True), "< 20"),
        (Limits(), ""),
    ],
)
def test_it_is_printed_as_specifications_print_it(found: Limits, text: str) -> None:
    assert str(found) == text
