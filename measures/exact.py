"""From exact fractions back to decimals, without rounding."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from measures.problems import ValueProblem, gettext_noop


def exact_decimal(fraction: Fraction) -> Decimal:
    """The decimal that equals the fraction. Raises ValueProblem when there is none, as for 1/3."""
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
