"""Units by their UCUM code: what is printed, what they measure, how they convert exactly."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from measures.problems import ValueProblem, gettext_noop


@dataclass(frozen=True)
class Unit:
    """A unit: `code` is UCUM, `symbol` is printed; values convert within one `dimension`.

    A value times `factor` plus `offset` is in the dimension's base unit; both are exact fractions.
    """

    code: str
    symbol: str
    dimension: str
    factor: Fraction = Fraction(1)
    offset: Fraction = Fraction(0)

    @property
    def is_counted(self) -> bool:
        """True for things that are counted: bags, vials, labels."""
        return self.code.startswith("{") and self.code.endswith("}") and self.symbol.endswith("s")

    def symbol_of(self, value: Decimal) -> str:
        """As printed after this value: 1 bag, 2 bags."""
        return self.symbol.removesuffix("s") if self.is_counted and value == 1 else self.symbol

    def __str__(self) -> str:
        return self.symbol


def _u(code: str, symbol: str, dimension: str, factor: str = "1", offset: str = "0") -> Unit:
    return Unit(code, symbol, dimension, Fraction(factor), Fraction(offset))


UNITS: dict[str, Unit] = {
    unit.code: unit
    for unit in (
        _u("1", "", "ratio"),
        _u("%", "%", "ratio", "1/100"),
        _u("Cel", "°C", "temperature", "1", "273.15"),
        _u("K", "K", "temperature"),
        _u("Cel/min", "°C/min", "temperature rate", "1/60"),
        _u("s", "s", "time"),
        _u("min", "min", "time", "60"),
        _u("h", "h", "time", "3600"),
        _u("d", "d", "time", "86400"),
        _u("L", "L", "volume"),
        _u("mL", "mL", "volume", "1/1000"),
        _u("uL", "µL", "volume", "1/1000000"),
        _u("kg", "kg", "mass", "1000"),
        _u("g", "g", "mass"),
        _u("mg", "mg", "mass", "1/1000"),
        _u("ug", "µg", "mass", "1/1000000"),
        _u("ng", "ng", "mass", "1/1000000000"),
        _u("Pa", "Pa", "pressure"),
        _u("kPa", "kPa", "pressure", "1000"),
        _u("m", "m", "length"),
        _u("cm", "cm", "length", "1/100"),
        _u("mm", "mm", "length", "1/1000"),
        _u("/m3", "/m³", "number concentration", "1/1000"),
        _u("/mL", "/mL", "number concentration", "1000"),
        _u("{cells}/mL", "cells/mL", "cell concentration"),
        _u("10*6/mL", "×10⁶/mL", "cell concentration", "1000000"),
        _u("{cells}", "cells", "cells"),
        _u("10*6", "×10⁶", "cells", "1000000"),
        _u("10*8", "×10⁸", "cells", "100000000"),
        _u("10*9", "×10⁹", "cells", "1000000000"),
        _u("{cells}/kg", "cells/kg", "dose"),
        _u("10*6/kg", "×10⁶/kg", "dose", "1000000"),
        _u("{TU}/mL", "TU/mL", "titre"),
        _u("10*8.{TU}/mL", "×10⁸ TU/mL", "titre", "100000000"),
        _u("{TU}", "TU", "transducing units"),
        _u("10*8.{TU}", "×10⁸ TU", "transducing units", "100000000"),
        _u("{MOI}", "MOI", "multiplicity of infection"),
        _u("mmol/L", "mmol/L", "substance concentration"),
        _u("ng/mL", "ng/mL", "mass concentration", "1000"),
        _u("pg/mL", "pg/mL", "mass concentration"),
        _u("[EU]/mL", "EU/mL", "endotoxin"),
        _u("[pH]", "pH", "acidity"),
        _u("{copies}", "copies", "copies"),
        _u("{copies}/{cell}", "copies/cell", "copies per cell"),
        _u("{copies}/100.ng", "copies/100 ng DNA", "copies per DNA"),
        _u("{beads}/3.10*6{cells}", "beads/3×10⁶ cells", "beads per cells"),
        _u("{bag}", "bags", "bags"),
        _u("{vial}", "vials", "vials"),
        _u("{label}", "labels", "labels"),
        _u("{plate}", "plates", "plates"),
        _u("{set}", "sets", "sets"),
        _u("{piece}", "pieces", "pieces"),
        _u("[CFU]", "CFU", "colony forming units"),
    )
}


def unit(code: str) -> Unit:
    """The unit of a UCUM code. Raises ValueProblem for a code that is not known here."""
    try:
        return UNITS[code]
    except KeyError:
        close = ", ".join(sorted(known for known in UNITS if known.lower() == code.lower()))
        raise ValueProblem(
            "UNKNOWN_UNIT",
            gettext_noop("“%(unit)s” is not a known unit."),
            gettext_noop("Did you mean %(codes)s?")
            if close
            else gettext_noop("Accepted: %(codes)s."),
            unit=code,
            codes=close or ", ".join(sorted(UNITS)),
        ) from None


def convert(value: Decimal, source: Unit, target: Unit) -> Decimal:
    """The value in another unit, exactly. Raises ValueProblem when it has no exact decimal."""
    if source == target:
        return value
    if source.dimension != target.dimension:
        raise ValueProblem(
            "OTHER_DIMENSION",
            gettext_noop("%(source)s is no unit of %(dimension)s."),
            gettext_noop("Accepted: %(target)s."),
            source=source.symbol or "1",
            dimension=target.dimension,
            target=target.symbol or "1",
        )
    base = Fraction(value) * source.factor + source.offset
    return _exact((base - target.offset) / target.factor)


def _exact(fraction: Fraction) -> Decimal:
    twos = fives = 0
    rest = fraction.denominator
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        raise ValueProblem(
            "NOT_EXACT", gettext_noop("This value has no exact decimal in that unit.")
        )
    places = max(twos, fives)
    return Decimal(f"{fraction.numerator * 10**places // fraction.denominator}e-{places}")
