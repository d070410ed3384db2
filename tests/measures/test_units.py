"""Units by UCUM code, and exact conversion within a dimension."""

from __future__ import annotations

from decimal import Decimal
from itertools import permutations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from measures.problems import ValueProblem
from measures.units import UNITS, Unit, convert, unit
from measures.units.biological import BIOLOGICAL
from measures.units.chemical import CHEMICAL
from measures.units.cleanroom import CLEANROOM
from measures.units.counted import COUNTED
from measures.units.physical import PHYSICAL
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
        ("5", "[ppm]", "%", "0.0005"),
        ("2", "10*13.{vg}/mL", "10*12.{vg}/mL", "20"),
        ("500", "{copies}/ug", "{copies}/100.ng", "50"),
        ("4000", "{cells}/cm2", "10*3/cm2", "4"),
        ("150", "ku", "u", "150000"),
        ("15", "mbar", "Pa", "1500"),
        ("1500", "mL/min", "L/min", "1.5"),
        ("3", "L/h", "mL/min", "50"),
        ("0.5", "umol/L", "nmol/L", "500"),
        ("1.2", "mS/cm", "uS/cm", "1200"),
        ("25", "kGy", "Gy", "25000"),
        ("3520", "{particles}/m3", "{particles}/mL", "0.00352"),
        ("100", "[CFU]/(100.mL)", "[CFU]/mL", "1"),
        ("0.5", "ng/mL", "pg/mL", "500"),
    ],
)
def test_it_works(value: str, source: str, target: str, converted: str) -> None:
    assert convert(Decimal(value), unit(source), unit(target)) == Decimal(converted)


@settings(max_examples=1000)
@given(pair=st.sampled_from(PAIRS), value=DECIMALS)
def test_there_and_back_is_the_same_value(pair: tuple[Unit, Unit], value: Decimal) -> None:
    source, target = pair
    try:
        there = convert(value, source, target)
    except ValueProblem as problem:
        assert problem.code == "NOT_EXACT"
    else:
        assert convert(there, target, source) == value


@settings(max_examples=1000)
@given(pair=st.sampled_from(PAIRS), one=DECIMALS, other=DECIMALS)
def test_converting_keeps_the_order(pair: tuple[Unit, Unit], one: Decimal, other: Decimal) -> None:
    try:
        converted = convert(one, *pair), convert(other, *pair)
    except ValueProblem:
        assume(False)
    assert (converted[0] < converted[1]) is (one < other)


@settings(max_examples=1000)
@given(pair=st.sampled_from(PAIRS), value=DECIMALS, data=st.data())
def test_a_way_round_comes_to_the_same(
    pair: tuple[Unit, Unit], value: Decimal, data: st.DataObject
) -> None:
    source, target = pair
    alike = [known for known in UNITS.values() if known.dimension == source.dimension]
    by = data.draw(st.sampled_from(alike))
    try:
        around = convert(convert(value, source, by), by, target)
    except ValueProblem:
        assume(False)
    assert convert(value, source, target) == around


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
    ("code", "accepted"),
    [
        ("ML", "Did you mean mL?"),
        ("cel", "Did you mean Cel?"),
        ("ng/ml", "Did you mean ng/mL?"),
        ("µL", "Did you mean uL?"),
        ("\u03bcL", "Did you mean uL?"),
        ("EU/mL", "Did you mean [EU]/mL?"),
        ("×10⁶/mL", "Did you mean 10*6/mL?"),
    ],
)
def test_a_code_in_other_letters_or_as_printed_is_refused_with_the_right_one(
    code: str, accepted: str
) -> None:
    with pytest.raises(ValueProblem) as problem:
        unit(code)
    assert problem.value.code == "UNKNOWN_UNIT"
    assert problem.value.accepted % problem.value.params == accepted


def test_an_unknown_unit_is_refused_with_those_that_are_known() -> None:
    with pytest.raises(ValueProblem, match="“furlong” is not a known unit") as problem:
        unit("furlong")
    accepted = problem.value.accepted % problem.value.params
    assert all(code in accepted for code in UNITS)


@pytest.mark.parametrize("code", ["", " ", "cells", "kCel", "m{vg}", "10*6/m3", "mL ", "ml/L"])
def test_what_is_not_in_the_table_is_refused_never_put_together(code: str) -> None:
    with pytest.raises(ValueProblem) as problem:
        unit(code)
    assert problem.value.accepted % problem.value.params


@pytest.mark.parametrize("codes", [("{vg}", "{vp}"), ("{cells}/mL", "/mL"), ("%", "%{RH}")])
def test_what_only_looks_alike_is_not_converted(codes: tuple[str, str]) -> None:
    with pytest.raises(ValueProblem) as problem:
        convert(Decimal(1), *(unit(code) for code in codes))
    assert problem.value.code == "OTHER_DIMENSION"


@pytest.mark.parametrize(
    ("code", "one", "two"),
    [
        ("{bag}", "bag", "bags"),
        ("{copies}", "copy", "copies"),
        ("{cells}", "cell", "cells"),
        ("{beads}/3.10*6{cells}", "beads/3×10⁶ cells", "beads/3×10⁶ cells"),
        ("h", "h", "h"),
    ],
)
def test_one_is_printed_as_one(code: str, one: str, two: str) -> None:
    assert unit(code).symbol_of(Decimal("1.0")) == one
    assert unit(code).symbol_of(Decimal(2)) == two
    assert unit(code).is_counted is (one != two)


def test_no_code_stands_twice_in_the_table() -> None:
    listed = (*PHYSICAL, *CHEMICAL, *BIOLOGICAL, *CLEANROOM, *COUNTED)
    assert len(listed) == len(UNITS)


def test_within_a_dimension_every_symbol_is_told_apart() -> None:
    printed = [(known.dimension, known.symbol) for known in UNITS.values()]
    assert len(set(printed)) == len(printed)
