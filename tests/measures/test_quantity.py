"""A number with its unit."""

from __future__ import annotations

import pytest

from measures.problems import ValueProblem
from measures.quantity import Quantity
from measures.units import unit


def test_it_works() -> None:
    typed = Quantity.parse("1.50", "h")
    assert str(typed) == "1.50 h"
    assert typed.to(unit("min")) == Quantity.parse("90", "min")
    assert str(Quantity.parse("1.2e6", "{cells}/mL")) == "1200000 cells/mL"


def test_a_ratio_is_printed_without_a_unit() -> None:
    assert str(Quantity.parse("0.95", "1")) == "0.95"


def test_the_same_number_in_another_unit_is_another_quantity() -> None:
    assert Quantity.parse("5", "mL") != Quantity.parse("5", "L")
    assert Quantity.parse("5.0", "mL") == Quantity.parse("5", "mL")


def test_a_unit_of_another_dimension_is_refused() -> None:
    with pytest.raises(ValueProblem) as problem:
        Quantity.parse("5", "mL").to(unit("kg"))
    assert problem.value.code == "OTHER_DIMENSION"


@pytest.mark.parametrize(("text", "code"), [("five", "mL"), ("5", "spoon"), ("", "mL")])
def test_a_wrong_number_or_unit_is_refused(text: str, code: str) -> None:
    with pytest.raises(ValueProblem):
        Quantity.parse(text, code)


@pytest.mark.parametrize(
    ("typed", "source", "target", "printed"),
    [
        ("< 0.5", "mL", "uL", "< 500 µL"),
        ("> 2000", "[CFU]/(100.mL)", "[CFU]/mL", "> 20 CFU/mL"),
        ("not detected (< 0.5)", "ng/mL", "pg/mL", "not detected (< 500) pg/mL"),
        ("ND", "ng/mL", "pg/mL", "not detected pg/mL"),
        ("1.50", "h", "min", "90 min"),
    ],
)
def test_a_censored_value_has_a_unit_too(
    typed: str, source: str, target: str, printed: str
) -> None:
    assert str(Quantity.parse_reported(typed, source).to(unit(target))) == printed


@pytest.mark.parametrize("typed", ["< 0.5", "ND"])
def test_a_censored_value_keeps_its_dimension_and_is_no_number(typed: str) -> None:
    with pytest.raises(ValueProblem) as problem:
        Quantity.parse_reported(typed, "mL").to(unit("kg"))
    assert problem.value.code == "OTHER_DIMENSION"
    with pytest.raises(ValueProblem) as problem:
        Quantity.parse(typed, "mL")
    assert problem.value.code == "NOT_A_NUMBER"


def test_one_is_printed_as_one_and_below_one_is_not() -> None:
    assert str(Quantity.parse("1", "{bag}")) == "1 bag"
    assert str(Quantity.parse_reported("< 1", "{copies}")) == "< 1 copies"
