"""Alert inside action inside reject."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measures.limits import Limits, judge
from measures.nested import NestedLimits
from measures.problems import ValueProblem
from measures.values import Value, parse_value
from measures.verdicts import Verdict
from tests.measures.strategies import CENSORED, near, nested, probes

TEMPERATURE = NestedLimits(
    alert=Limits(Decimal("2.5"), Decimal("7.5")),
    action=Limits(Decimal("2.0"), Decimal("8.0")),
    reject=Limits(Decimal("0.0"), Decimal("25.0"), upper_exclusive=True),
)
FROM_LOW_TO_HIGH = [
    Verdict.BELOW_REJECT, Verdict.BELOW_ACTION, Verdict.BELOW_ALERT, Verdict.WITHIN,
    Verdict.ABOVE_ALERT, Verdict.ABOVE_ACTION, Verdict.ABOVE_REJECT,
]  # fmt: skip


def limited(lower: str = "", upper: str = "") -> Limits:
    return Limits(Decimal(lower) if lower else None, Decimal(upper) if upper else None)


@pytest.mark.parametrize(
    ("reported", "verdict"),
    [
        ("-0.1", Verdict.BELOW_REJECT),
        ("0.0", Verdict.BELOW_ACTION),
        ("1.9", Verdict.BELOW_ACTION),
        ("2.0", Verdict.BELOW_ALERT),
        ("2.5", Verdict.WITHIN),
        ("7.5", Verdict.WITHIN),
        ("8.0", Verdict.ABOVE_ALERT),
        ("8.1", Verdict.ABOVE_ACTION),
        ("24.9", Verdict.ABOVE_ACTION),
        ("25.0", Verdict.ABOVE_REJECT),
        ("< 0.0", Verdict.BELOW_REJECT),
        ("> 25", Verdict.ABOVE_REJECT),
        ("> 24", Verdict.UNDECIDED),
        ("< 2.0", Verdict.UNDECIDED),
        ("ND", Verdict.UNDECIDED),
    ],
)
def test_it_works(reported: str, verdict: Verdict) -> None:
    assert TEMPERATURE.judge(parse_value(reported)) is verdict


def test_a_plate_with_too_many_colonies_to_count_is_above_action() -> None:
    plate = NestedLimits(alert=limited(upper="5"), action=limited(upper="10"))
    assert plate.judge(parse_value("> 300")) is Verdict.ABOVE_ACTION
    assert plate.judge(parse_value("> 5")) is Verdict.UNDECIDED
    assert plate.judge(parse_value("< 5")) is Verdict.WITHIN


def test_without_any_limit_nothing_is_judged() -> None:
    assert NestedLimits().judge(Decimal(5)) is Verdict.NOT_JUDGED
    assert NestedLimits().judge(parse_value("ND")) is Verdict.NOT_JUDGED
    assert NestedLimits(reject=limited(upper="9")).judge(Decimal(5)) is Verdict.WITHIN


def test_a_side_that_is_not_stated_does_not_bind() -> None:
    pressure = NestedLimits(alert=limited(lower="12"), action=limited("10", "50"))
    assert pressure.within == limited("12", "50")
    assert pressure.judge(Decimal(11)) is Verdict.BELOW_ALERT
    assert pressure.judge(Decimal(51)) is Verdict.ABOVE_ACTION


@pytest.mark.parametrize(
    ("alert", "action", "reject"),
    [
        (limited("1", "9"), limited("2", "8"), Limits()),
        (limited(upper="9"), limited(upper="8"), Limits()),
        (limited(lower="1"), limited(lower="2"), Limits()),
        (limited("3", "7"), limited("1", "9"), limited("2", "8")),
        (Limits(), limited(upper="9"), limited(upper="8")),
        (limited(upper="9"), Limits(), limited(upper="8")),
        (limited(upper="1"), limited("2", "8"), Limits()),
        (limited("3", "7"), Limits(), limited("8", "9")),
        (limited(upper="8"), Limits(upper=Decimal(8), upper_exclusive=True), Limits()),
    ],
)
def test_what_is_not_nested_is_refused(alert: Limits, action: Limits, reject: Limits) -> None:
    with pytest.raises(ValueProblem, match="do not lie inside") as problem:
        NestedLimits(alert=alert, action=action, reject=reject)
    assert problem.value.code == "NOT_NESTED"
    assert "alert limits inside action limits" in problem.value.accepted


def test_the_refusal_names_both_limits() -> None:
    with pytest.raises(ValueProblem, match="The limits 1 – 9 do not lie inside 2 – 8"):
        NestedLimits(alert=limited("1", "9"), action=limited("2", "8"))


def test_bounds_may_coincide() -> None:
    same = NestedLimits(alert=limited(upper="8"), action=limited(upper="8"))
    assert same.judge(Decimal(8)) is Verdict.WITHIN
    assert same.judge(Decimal(9)) is Verdict.ABOVE_ACTION


@given(nested(), st.data())
def test_farther_out_is_never_better(found: NestedLimits, data: st.DataObject) -> None:
    values = near(found.reject, found.action, found.alert)
    lower, upper = sorted(data.draw(st.tuples(values, values)))
    order = {Verdict.NOT_JUDGED: 3} | {v: at for at, v in enumerate(FROM_LOW_TO_HIGH)}
    assert order[found.judge(lower)] <= order[found.judge(upper)]


@given(nested(), st.data())
def test_a_number_gets_the_outermost_verdict(found: NestedLimits, data: st.DataObject) -> None:
    number = data.draw(near(found.reject, found.action, found.alert))
    verdict = found.judge(number)
    assert ("REJECT" in verdict) is not found.reject.hold(number)
    assert (verdict in {Verdict.WITHIN, Verdict.NOT_JUDGED}) is found.within.hold(number)
    if found.reject.hold(number) and found.within:
        assert verdict is judge(number, action=found.action, alert=found.alert)


@given(nested(), CENSORED)
def test_a_censored_value_gets_what_all_its_numbers_share(
    found: NestedLimits, value: Value
) -> None:
    around = probes(found.reject, found.action, found.alert, value.span)
    verdicts = {found.judge(number) for number in around if value.span.hold(number)}
    shared = verdicts.pop() if len(verdicts) == 1 else Verdict.UNDECIDED
    assert found.judge(value) is shared
