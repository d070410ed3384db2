"""Reading a number that a person typed, exactly as typed."""

from __future__ import annotations

import re
from decimal import Decimal

from measures.problems import ValueProblem, gettext_noop

NUMBER = re.compile(
    r"(?P<mantissa>[+-]?(?:\d+(?:\.\d*)?|\.\d+))"
    r"(?:\s*(?:[eE]|[x×*]\s*10\s*\^?)\s*(?P<exponent>[+-]?\d{1,2}))?"
)
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
MINUS_SIGNS = str.maketrans({"−": "-", "–": "-"})
LONGEST = 40


def parse_decimal(text: str) -> Decimal:
    """The decimal that was typed: `37.1`, `-80`, `1.2e6`, `1.2×10^6`, `1.2×10⁶`.

    Raises ValueProblem for words, a decimal comma, thousands separators, NaN or infinity.
    """
    clean = text.strip().translate(MINUS_SIGNS).translate(SUPERSCRIPTS)
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
    number = Decimal(match["mantissa"])
    return number.scaleb(int(match["exponent"])) if match["exponent"] else number


def plain(number: Decimal) -> str:
    """The number without an exponent, with the decimals it was given: 1E+2 becomes 100."""
    return f"{number:f}"
