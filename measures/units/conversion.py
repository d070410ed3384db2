"""Converting exactly, or refusing."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from measures.exact import exact_decimal
from measures.numbers import finite
from measures.problems import ValueProblem, gettext_noop
from measures.units.definition import Unit


def convert(value: Decimal, source: Unit, target: Unit) -> Decimal:
    """The value in another unit, exactly. Raises ValueProblem when it has no exact decimal."""
    if source == target:
        return value
    need_same_dimension(source, target)
    base = Fraction(finite(value)) * source.factor + source.offset
    return exact_decimal((base - target.offset) / target.factor)


def need_same_dimension(source: Unit, target: Unit) -> None:
    """Raises ValueProblem when nothing of the one unit can be said in the other."""
    if source.dimension != target.dimension:
        raise ValueProblem(
            "OTHER_DIMENSION",
            gettext_noop("%(source)s is no unit of %(dimension)s."),
            gettext_noop("Accepted: %(target)s."),
            source=source.symbol or "1",
            dimension=target.dimension,
            target=target.symbol or "1",
        )
