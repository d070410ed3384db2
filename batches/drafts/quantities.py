"""What a number with a unit may be in a draft: exact, finite, its unit known."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from batches.drafts.rules import Rule, required
from batches.drafts.showing import short, shown
from measures.numbers import LONGEST, parse_decimal
from measures.problems import ValueProblem, gettext_noop
from measures.units import UNITS, unit

NOT_A_NUMBER = gettext_noop("“%(text)s” is not a number.")
ACCEPTED = gettext_noop("Accepted: digits with a point, such as 37.1 or 1.2e6.")
MOST_PLACES = 99  # of a power of ten


@dataclass(frozen=True)
class Number(Rule):
    """An exact decimal, written in quotes; `above_zero` where nothing and less make no sense."""

    above_zero: bool = False

    def keep(self, value: Any) -> Decimal:
        number = _measurable(_decimal(value))
        if self.above_zero and number <= 0:
            raise ValueProblem(
                "NOT_ABOVE_ZERO",
                gettext_noop("%(text)s is no amount."),
                gettext_noop("Accepted: a number above 0."),
                text=shown(value),
            )
        return number


class UnitCode(Rule):
    """A UCUM code that is known; an empty one where there is no unit."""

    def keep(self, value: Any) -> str:
        accepted = gettext_noop("Accepted: a unit's code in quotes: %(codes)s.")
        if value is None:
            raise required(accepted, codes=codes())
        if not isinstance(value, str):
            message = gettext_noop("“%(value)s” is not text.")
            raise ValueProblem("NOT_TEXT", message, accepted, value=shown(value), codes=codes())
        code = value.strip()
        return unit(short(code)).code if code else ""


def codes() -> str:
    """Every unit that is known, to choose from."""
    return ", ".join(sorted(UNITS))


def no_unit() -> ValueProblem:
    """A number is nothing without its unit."""
    message = gettext_noop("A number needs a unit.")
    return ValueProblem("NO_UNIT", message, gettext_noop("Accepted: %(codes)s."), codes=codes())


def no_quantity() -> ValueProblem:
    return required(ACCEPTED)


def _decimal(value: Any) -> Decimal:
    if value is None:
        raise required(ACCEPTED)
    if isinstance(value, Decimal):
        return value
    if isinstance(value, str):
        return _typed(short(value))
    if isinstance(value, int | float) and not isinstance(value, bool):
        raise ValueProblem(
            "NOT_IN_QUOTES",
            gettext_noop("The number %(text)s is not in quotes, so it may not stay exact."),
            gettext_noop("Accepted: “%(text)s” in quotes."),
            text=shown(value),
        )
    raise ValueProblem("NOT_A_NUMBER", NOT_A_NUMBER, ACCEPTED, text=shown(value))


def _typed(text: str) -> Decimal:
    try:
        return parse_decimal(text)
    except ValueProblem:
        if text.rpartition(" ")[2] not in UNITS:
            raise
        alone = gettext_noop("Accepted: the number alone, such as 37.1; its unit stands in “unit”.")
        raise ValueProblem("NOT_A_NUMBER", NOT_A_NUMBER, alone, text=text) from None


def _measurable(number: Decimal) -> Decimal:
    if not number.is_finite():
        raise ValueProblem("NOT_A_NUMBER", NOT_A_NUMBER, ACCEPTED, text=str(number))
    if abs(number.adjusted()) > MOST_PLACES or len(number.as_tuple().digits) > LONGEST:
        raise ValueProblem(
            "OUT_OF_RANGE",
            gettext_noop("%(text)s is too small, too large or too long."),
            gettext_noop("Accepted: up to %(digits)s digits, between 1e-%(most)s and 1e%(most)s."),
            text=shown(number),
            digits=LONGEST,
            most=MOST_PLACES,
        )
    return number
