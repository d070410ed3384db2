"""One measured figure against its bar."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any


@dataclass(frozen=True)
class Figure:
    """`name value unit bar ok|short`; the value has three significant digits at most."""

    name: str
    value: Decimal
    unit: str
    bar: str
    ok: bool

    def __str__(self) -> str:
        return f"{self.name:<34} {self.value:>10} {self.unit:<10} {self.bar:<10} {self.word}"

    @property
    def word(self) -> str:
        return "ok" if self.ok else "short"

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "value": str(self.value)}


def at_least(name: str, value: float, unit: str, bar: str) -> Figure:
    """A figure that may not be below its bar."""
    return Figure(name, rounded(value), unit, f">= {bar}", Decimal(str(value)) >= Decimal(bar))


def at_most(name: str, value: float, unit: str, bar: str) -> Figure:
    """A figure that may not be above its bar."""
    return Figure(name, rounded(value), unit, f"<= {bar}", Decimal(str(value)) <= Decimal(bar))


def rounded(value: float) -> Decimal:
    number = Decimal(str(value))
    if not number:
        return number
    places = max(0, 2 - number.adjusted())
    return round(number, places)
