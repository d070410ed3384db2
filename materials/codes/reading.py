"""What every code has in common: its signs and its length."""

from __future__ import annotations

import re

from measures.problems import ValueProblem, gettext_noop

ALPHANUMERIC = re.compile(r"[0-9A-Z]*")
BETWEEN = re.compile(r"[\s\x1d]+")
DIGITS = frozenset("0123456789")


def bare(text: str) -> str:
    """Without the blanks and line ends that are printed between the parts of a code."""
    return BETWEEN.sub("", text)


def need_length(text: str, *, exactly: int, what: str) -> None:
    """Raises ValueProblem for a code that is shorter or longer."""
    if len(text) != exactly:
        raise ValueProblem(
            "CODE_LENGTH",
            gettext_noop("%(what)s has %(exactly)s characters; this has %(length)s."),
            gettext_noop("Accepted: %(exactly)s characters; blanks between them do not count."),
            what=what,
            exactly=exactly,
            length=len(text),
        )


def need_alphanumeric(text: str, *, what: str) -> None:
    """Raises ValueProblem naming the first sign that is no capital letter and no digit."""
    found = ALPHANUMERIC.match(text)
    at = found.end() if found else 0
    if at < len(text):
        raise ValueProblem(
            "CODE_SIGN",
            gettext_noop("“%(sign)s” at place %(place)s is no part of %(what)s."),
            gettext_noop("Accepted: the capital letters A to Z and the digits 0 to 9."),
            sign=text[at],
            place=at + 1,
            what=what,
        )
