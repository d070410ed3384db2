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
