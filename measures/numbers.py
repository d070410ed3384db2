"""Reading a number that a person typed, exactly as typed."""

from __future__ import annotations

import re
from decimal import Decimal

from measures.problems import ValueProblem, gettext_noop

NUMBER = re.compile(
    r"(?P<mantissa>[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+))"
    r"(?:\s*(?:[eE]|[x×*]\s*10\s*\^)\s*(?P<exponent>[+-]?[0-9]{1,2}))?"
)
RAISED = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺]+$")
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
MINUS_SIGNS = str.maketrans({"−": "-", "–": "-"})
NARROW_SPACE = "\u202f"
GROUPED = re.compile(rf"[+-]?[0-9]{{1,3}}(?:{NARROW_SPACE}[0-9]{{3}})+(?:\.[0-9]*)?")
LONGEST = 40


def parse_decimal(text: str) -> Decimal:
    """The decimal that was typed: `37.1`, `-80`, `1.2e6`, `1.2×10^6`, `1.2×10⁶`.

    Groups of three are read as `grouped` writes them, so that a number may be copied. Raises
    ValueProblem for words, a decimal comma, other thousands separators, NaN or infinity, and for
    a power of ten that may have lost its raising: 2×105 is no number, 10⁵ never 105.
    """
    clean = text.strip().translate(MINUS_SIGNS)
    if GROUPED.fullmatch(clean):
        clean = clean.replace(NARROW_SPACE, "")
    clean = RAISED.sub(lambda raised: "^" + raised[0].translate(SUPERSCRIPTS), clean)
    match = NUMBER.fullmatch(clean) if len(clean) <= LONGEST else None
    if match is None:
        comma = re.fullmatch(r"[+-]?\d+,\d+", clean)
        raise ValueProblem(
            "NOT_A_NUMBER",
            gettext_noop("“%(text)s” is not a number."),
            gettext_noop("Use a point, not a comma: %(pointed)s.")
            if comma
            else gettext_noop("Accepted: digits with a point, such as 37.1 or 1.2e6."),
            text=text.strip(),
            pointed=clean.replace(",", "."),
        )
    return Decimal(f"{match['mantissa']}e{match['exponent'] or 0}")


def finite(number: Decimal) -> Decimal:
    """The number itself. Raises ValueProblem for NaN and infinity, which no limit can judge."""
    if not number.is_finite():
        raise ValueProblem(
            "NOT_FINITE",
            gettext_noop("“%(text)s” is not a number."),
            gettext_noop("Accepted: digits with a point, such as 37.1 or 1.2e6."),
            text=str(number),
        )
    return number


def plain(number: Decimal) -> str:
    """The number without an exponent, with the decimals it was given: 1E+2 becomes 100."""
    return f"{number:f}"


def grouped(number: Decimal) -> str:
    """As `plain`, and from five digits on in groups of three (ISO 80000-1, 7.3.1): 50 000 000."""
    if number.copy_abs() < 10_000:
        return plain(number)
    return f"{number:,f}".replace(",", NARROW_SPACE)
