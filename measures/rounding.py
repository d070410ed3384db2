"""Rounding once, half up, never in between (USP 7.20)."""

from decimal import ROUND_HALF_UP, Context, Decimal

EXACT = Context(prec=200, rounding=ROUND_HALF_UP)  # wider than any number that can be typed


def round_half_up(value: Decimal, decimals: int) -> Decimal:
    """The value with so many decimal places; a half goes away from zero."""
    return value.quantize(Decimal(1).scaleb(-decimals), context=EXACT)


def decimals_of(limit: Decimal) -> int:
    """How many decimal places a limit is stated with: 98.0 has one."""
    exponent = limit.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
