"""What was reported: a number, or that it lies below, above, or was not detected."""

from __future__ import annotations

import re
from decimal import Decimal

from measures.censored import Censored, Censoring
from measures.numbers import parse_decimal, plain
from measures.problems import ValueProblem, gettext_noop

BEYOND = re.compile(r"(?P<sign>[<>])(?!=)(?P<bound>.*)")
NOT_DETECTED = re.compile(
    r"(?:n\.?d\.?|not\s+detected)(?:\s*\(\s*<(?P<bound>[^()]+)\))?", re.IGNORECASE
)
NUMBER_BEGINS = re.compile(r"[+\-−–]?\.?[0-9]")

Value = Decimal | Censored


def parse_value(text: str) -> Value:
    """What was typed: a number, `< 0.5`, `> 2000`, `ND`, `not detected (< 0.5)`.

    Raises ValueProblem for anything else; a limit without its number (`<LOQ`) says too little.
    """
    clean = text.strip()
    if match := BEYOND.fullmatch(clean):
        kind = Censoring.BELOW if match["sign"] == "<" else Censoring.ABOVE
        return Censored(kind, parse_decimal(match["bound"]))
    if match := NOT_DETECTED.fullmatch(clean):
        limit = match["bound"]
        return Censored(Censoring.NOT_DETECTED, None if limit is None else parse_decimal(limit))
    if NUMBER_BEGINS.match(clean):
        return parse_decimal(clean)
    raise ValueProblem(
        "NOT_A_VALUE",
        gettext_noop("“%(text)s” is not a result."),
        gettext_noop("Accepted: 37.1, < 0.5, > 2000, not detected, not detected (< 0.5)."),
        text=clean,
    )


def printed(value: Value) -> str:
    """As people write it; `parse_value` reads the same value back."""
    return str(value) if isinstance(value, Censored) else plain(value)
