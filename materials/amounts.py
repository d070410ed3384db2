"""An amount as people read it, with its unit."""

from __future__ import annotations

from decimal import Decimal

from measures.numbers import grouped
from measures.units import Unit


def amount_of(value: Decimal, unit: Unit) -> str:
    """1 bag, 2 bags, 12.5 mL, 50 000 000 cells."""
    return f"{grouped(value)} {unit.symbol_of(value)}".rstrip()
