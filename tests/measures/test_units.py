"""Units by UCUM code, and exact conversion within a dimension."""

from __future__ import annotations

from decimal import Decimal
from itertools import permutations

import pytest
from hypothesis import given, settings

from measures.problems import ValueProblem
from measures.units import UNITS, Unit, convert, unit
from tests.measures.decimals import DECIMALS

PAIRS = [pair for pair in permutations(UNITS.values(), 2) if pair[0].dimension == pair[1].dimension]


@pytest.mark.parametrize(
    ("value", "source", "target", "converted"),
    [
        ("37.0", "Cel", "K", "310.15"),
        ("-196", "Cel", "K", "77.15"),
        ("310.15", "K", "Cel", "37.0"),
        ("1.5", "h", "min", "90"),
        ("0.05", "L", "uL", "50000"),
        ("5", "%", "1", "0.05"),
        ("2.5", "10*6/mL", "{cells}/mL", "2500000"),
        ("3", "10*8", "10*9", "0.3"),
        ("1", "/mL", "/m3", "1000000"),
        ("0.5", "ng/mL", "pg/mL", "500"),
    ],
)
def test_it_works(value: str, source: str, target: str, converted: str) -> None:
    assert convert(Decimal(value), unit(source), unit(target)) == Decimal(converted)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair[0].code} {pair[1].code}")
@settings(max_examples=5)
@given(value=DECIMALS)
def test_there_and_back_is_the_same_value(pair: tuple[Unit, Unit], value: Decimal) -> None:
    source, target = pair
    try:
        there = convert(value, source, target)
    except ValueProblem as problem:
        assert problem.code == "NOT_EXACT"
    else:
        assert convert(there, target, source) == value


def test_long_values_convert_exactly() -> None:
    value = Decimal("123456789012345678901234567890.123456789")
    assert str(convert(value, unit("mL"), unit("L"))) == "123456789012345678901234567.890123456789"


def test_a_value_without_exact_decimal_is_refused() -> None:
    assert convert(Decimal(90), unit("min"), unit("h")) == Decimal("1.5")
    with pytest.raises(ValueProblem) as problem:
        convert(Decimal(20), unit("min"), unit("h"))
    assert problem.value.code == "NOT_EXACT"


def test_another_dimension_is_refused_and_the_unit_asked_for_is_named() -> None:
    with pytest.raises(ValueProblem, match="mL is no unit of temperature") as problem:
        convert(Decimal(5), unit("mL"), unit("Cel"))
    assert problem.value.code == "OTHER_DIMENSION"
    assert problem.value.accepted % problem.value.params == "Accepted: °C."


@pytest.mark.parametrize(
    ("code", "accepted"), [("ML", "Did you mean mL?"), ("cel", "Did you mean Cel?")]
)
def test_a_code_in_other_letters_is_refused_with_the_right_one(code: str, accepted: str) -> None:
    with pytest.raises(ValueProblem) as problem:
        unit(code)
    assert problem.value.code == "UNKNOWN_UNIT"
    assert problem.value.accepted % problem.value.params == accepted


def test_an_unknown_unit_is_refused_with_those_that_are_known() -> None:
    with pytest.raises(ValueProblem, match="“furlong” is not a known unit") as problem:
        unit("furlong")
    accepted = problem.value.accepted % problem.value.params
    assert all(code in accepted for code in UNITS)


def test_within_a_dimension_every_symbol_is_told_apart() -> None:
    printed = [(known.dimension, known.symbol) for known in UNITS.values()]
    assert len(set(printed)) == len(printed)
