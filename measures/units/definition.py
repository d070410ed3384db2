"""What a unit is, and how families of units are written in one line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

PREFIXES = {
    "k": Fraction(1000),
    "": Fraction(1),
    "d": Fraction(1, 10),
    "c": Fraction(1, 100),
    "m": Fraction(1, 10**3),
    "u": Fraction(1, 10**6),
    "n": Fraction(1, 10**9),
    "p": Fraction(1, 10**12),
}
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True)
class Unit:
    """A unit: `code` is UCUM, `symbol` is printed; values convert within one `dimension`.

    A value times `factor` plus `offset` is in the dimension's base unit; both are exact fractions.
    Things that are counted have a `singular`: 1 bag, 2 bags.
    """

    code: str
    symbol: str
    dimension: str
    factor: Fraction = Fraction(1)
    offset: Fraction = Fraction(0)
    singular: str = ""

    @property
    def is_counted(self) -> bool:
        """True for things that are counted: bags, vials, labels."""
        return bool(self.singular)

    def symbol_of(self, value: object) -> str:
        """As printed after this value: 1 bag, 2 bags."""
        return self.singular if self.is_counted and value == 1 else self.symbol

    def __str__(self) -> str:
        return self.symbol


def one(code: str, symbol: str, dimension: str, factor: str = "1", offset: str = "0") -> Unit:
    """A unit with a factor of its own."""
    return Unit(code, symbol, dimension, Fraction(factor), Fraction(offset))


def counted(singular: str, plural: str = "", code: str = "") -> Unit:
    """Things that are counted; nothing else converts into them."""
    plural = plural or f"{singular}s"
    return Unit(code or f"{{{singular}}}", plural, plural, singular=singular)


def metric(
    base: str, dimension: str, prefixes: Iterable[str], *, symbol: str = "", factor: str = "1"
) -> list[Unit]:
    """A base unit, of this factor, with each of these SI prefixes."""
    return [
        Unit(
            f"{prefix}{base}",
            f"{prefix.replace('u', 'µ')}{symbol or base}",
            dimension,
            PREFIXES[prefix] * Fraction(factor),
        )
        for prefix in prefixes
    ]


def powers(base: str, symbol: str, dimension: str, exponents: Iterable[int]) -> list[Unit]:
    """The unit times powers of ten: `10*6/mL`, `10*12.{vg}`; an empty base is the bare number."""
    is_joined = not base or base.startswith("/")
    return [
        Unit(
            f"10*{exponent}{'' if is_joined else '.'}{base}",
            f"×10{str(exponent).translate(RAISED)}{'' if is_joined else ' '}{symbol}",
            dimension,
            Fraction(10**exponent),
        )
        for exponent in exponents
    ]
