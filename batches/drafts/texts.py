"""What a text of a draft may be: present, printable and no longer than its column."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from batches.drafts.rules import Rule, required
from batches.drafts.showing import shown
from measures.problems import ValueProblem, gettext_noop

ACCEPTED = gettext_noop("Accepted: text, in quotes where needed, %(least)s to %(most)s characters.")
UNPRINTABLE = {"Cc", "Cs"}  # control characters, and halves of a character
LAYOUT = {"\n", "\t"}


def longest(model: type[Model], column: str) -> int:
    """How many characters a column takes; of a list, how many each of its items has."""
    field: Any = model._meta.get_field(column)
    most: int = getattr(field, "base_field", field).max_length
    return most


@dataclass(frozen=True)
class Prose(Rule):
    """Text of several lines."""

    most: int
    least: int = 1

    def keep(self, value: Any) -> str:
        params = {"least": self.least, "most": self.most, "value": shown(value)}
        if value is None:
            raise required(ACCEPTED, **params)
        if not isinstance(value, str):
            message = gettext_noop("“%(value)s” is not text.")
            raise ValueProblem("NOT_TEXT", message, ACCEPTED, **params)
        text = self.laid_out(value)
        if not text and self.least:
            raise required(ACCEPTED, **params)
        if not self.least <= len(text) <= self.most:
            message = gettext_noop("This has %(length)s characters.")
            raise ValueProblem("LENGTH", message, ACCEPTED, length=len(text), **params)
        _refuse_unprintable(text)
        return text

    def laid_out(self, text: str) -> str:
        return text.strip()


class Line(Prose):
    """Text of one line; line breaks and spaces in a row count as one space, as in an entry."""

    def laid_out(self, text: str) -> str:
        return " ".join(text.split())


def _refuse_unprintable(text: str) -> None:
    for sign in text:
        if unicodedata.category(sign) in UNPRINTABLE and sign not in LAYOUT:
            raise ValueProblem(
                "NOT_PRINTABLE",
                gettext_noop("The character U+%(sign)s cannot be printed."),
                gettext_noop("Accepted: characters that can be printed."),
                sign=f"{ord(sign):04X}",
            )
