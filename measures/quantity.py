"""A number is nothing without its unit."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from measures.numbers import parse_decimal, plain
from measures.units import Unit, convert, unit


@dataclass(frozen=True)
class Quantity:
    """A decimal and its unit; equal when number and unit are."""

    value: Decimal
    unit: Unit

    @classmethod
    def parse(cls, text: str, unit_code: str) -> Quantity:
        """From what was typed and a UCUM code. Raises ValueProblem saying what is accepted."""
        return cls(parse_decimal(text), unit(unit_code))

    def to(self, target: Unit) -> Quantity:
        """The same quantity in another unit of its dimension, exactly, or ValueProblem."""
        return Quantity(convert(self.value, self.unit, target), target)

    def __str__(self) -> str:
        return f"{plain(self.value)} {self.unit.symbol_of(self.value)}".rstrip()
