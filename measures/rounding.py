"""Rounding once, half up, never in between (USP 7.20)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal

from measures.numbers import finite, plain
from measures.problems import ValueProblem, gettext_noop

EXACT = Context(prec=400, rounding=ROUND_HALF_UP)  # wider than any number that can be typed


@dataclass(frozen=True)
class Rounded:
    """A number that was rounded. It is compared and printed, never rounded again."""

    value: Decimal

    def __str__(self) -> str:
        return plain(self.value)


def round_half_up(value: Decimal, decimals: int) -> Rounded:
    """The value with so many decimal places; a half goes away from zero.

    Raises ValueProblem for what was rounded before: 0.446 would come to 0.45 and then to 0.5.
    """
    return Rounded(_quantized(_unrounded(value), -decimals))


def round_to_figures(value: Decimal, figures: int) -> Rounded:
    """The value with so many significant figures; a half goes away from zero, 0 stays 0.

    Raises ValueProblem for what was rounded before, and for less than one figure.
    """
    number = _unrounded(value)
    need_figures(figures)
    if not number:
        return Rounded(number)
    rounded = _quantized(number, number.adjusted() - figures + 1)
    if rounded.adjusted() > number.adjusted():  # 9.96 became 10.0: one digit is too many, a zero
        rounded = _quantized(rounded, rounded.adjusted() - figures + 1)
    return Rounded(rounded)


def decimals_of(limit: Decimal) -> int:
    """How many decimal places a limit is stated with: 98.0 has one."""
    exponent = limit.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def figures_of(limit: Decimal) -> int:
    """How many significant figures a limit is stated with: 98 and 0.050 have two.

    Raises ValueProblem for 0, which has none, and for 100, which may have one, two or three.
    """
    digits, exponent = finite(limit).as_tuple()[1:]
    if not limit or (exponent == 0 and digits[-1] == 0):
        raise ValueProblem(
            "AMBIGUOUS_FIGURES",
            gettext_noop("%(limit)s does not say how many of its figures are significant."),
            gettext_noop("State the number of figures with the limit."),
            limit=plain(limit),
        )
    return len(digits)


def need_figures(figures: int) -> None:
    """Raises ValueProblem for a number of figures that is less than one."""
    if figures < 1:
        raise ValueProblem(
            "NO_FIGURES",
            gettext_noop("%(figures)s is no number of significant figures."),
            gettext_noop("Accepted: 1 or more."),
            figures=figures,
        )


def _quantized(value: Decimal, exponent: int) -> Decimal:
    return value.quantize(Decimal((0, (1,), exponent)), context=EXACT)


def _unrounded(value: object) -> Decimal:
    """Only a plain number may be rounded, whatever a caller's types claim."""
    if not isinstance(value, Decimal):
        raise ValueProblem(
            "ROUNDED_TWICE",
            gettext_noop("“%(value)s” cannot be rounded: it is rounded already, or no number."),
            gettext_noop("Accepted: the number as it was measured."),
            value=str(value),
        )
    return finite(value)
