"""A number is nothing without its unit."""

from __future__ import annotations

from dataclasses import dataclass

from measures.censored import Censored
from measures.numbers import parse_decimal
from measures.units import Unit, convert, unit
from measures.units.conversion import need_same_dimension
from measures.values import Value, parse_value, printed


@dataclass(frozen=True)
class Quantity:
    """A decimal, or a censored value, and its unit; equal when value and unit are."""

    value: Value
    unit: Unit

    @classmethod
    def parse(cls, text: str, unit_code: str) -> Quantity:
        """From a number that was typed and a UCUM code. Raises ValueProblem for anything else."""
        return cls(parse_decimal(text), unit(unit_code))

    @classmethod
    def parse_reported(cls, text: str, unit_code: str) -> Quantity:
        """As `parse`, and also `< 0.5`, `> 2000` and `not detected`."""
        return cls(parse_value(text), unit(unit_code))

    def to(self, target: Unit) -> Quantity:
        """The same quantity in another unit of its dimension, exactly, or ValueProblem."""
        need_same_dimension(self.unit, target)
        return Quantity(_converted(self.value, self.unit, target), target)

    def __str__(self) -> str:
        return f"{printed(self.value)} {self.unit.symbol_of(self.value)}".rstrip()


def _converted(value: Value, source: Unit, target: Unit) -> Value:
    if not isinstance(value, Censored):
        return convert(value, source, target)
    bound = None if value.bound is None else convert(value.bound, source, target)
    return Censored(value.kind, bound)
