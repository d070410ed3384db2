"""What may stand in a cell: how it is read, what is accepted, how it is shown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Model, TextChoices
from django.utils import timezone

from measures.numbers import parse_decimal, plain
from measures.problems import ValueProblem, gettext_noop
from measures.units import UNITS, unit

NOT_ACCEPTED = gettext_noop("“%(value)s” is not accepted here.")
SHOWN = 60


@dataclass(frozen=True)
class Kind:
    """Reads the text of a cell that is not empty; raises ValueProblem for what will not do."""

    def read(self, text: str) -> Any:
        raise NotImplementedError

    @property
    def accepted(self) -> str:
        """A template of `words`, in words for the schema and the message alike."""
        raise NotImplementedError

    @property
    def words(self) -> dict[str, Any]:
        return {}

    @property
    def empty(self) -> Any:
        """What an empty cell means."""
        return None

    def refused(self, text: str, code: str = "NOT_ACCEPTED") -> ValueProblem:
        value = text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
        return ValueProblem(code, NOT_ACCEPTED, self.accepted, value=value, **self.words)


@dataclass(frozen=True)
class Text(Kind):
    """One line that can be printed."""

    most: int = 200
    accepted = gettext_noop("Accepted: 1 to %(most)s characters that can be printed.")
    empty = ""

    @property
    def words(self) -> dict[str, Any]:
        return {"most": self.most}

    def read(self, text: str) -> str:
        if len(text) > self.most or not text.isprintable():
            raise self.refused(text, "NOT_PRINTABLE" if len(text) <= self.most else "LENGTH")
        return " ".join(text.split())


@dataclass(frozen=True)
class Choice(Kind):
    """One of a few words, in capital letters or not."""

    of: type[TextChoices]
    but: tuple[str, ...] = ()
    accepted = gettext_noop("Accepted: %(values)s.")

    @property
    def values(self) -> list[str]:
        return [one for one in self.of.values if one not in self.but]

    @property
    def words(self) -> dict[str, Any]:
        return {"values": ", ".join(self.values)}

    def read(self, text: str) -> Any:
        if text.upper() not in self.values:
            raise self.refused(text)
        return self.of(text.upper())


@dataclass(frozen=True)
class Whole(Kind):
    least: int = 0
    most: int = 9999
    accepted = gettext_noop("Accepted: a whole number, %(least)s to %(most)s.")

    @property
    def words(self) -> dict[str, Any]:
        return {"least": self.least, "most": self.most}

    def read(self, text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,9}", text) or not self.least <= int(text) <= self.most:
            raise self.refused(text)
        return int(text)


@dataclass(frozen=True)
class YesNo(Kind):
    accepted = gettext_noop("Accepted: yes, no.")
    empty = False

    def read(self, text: str) -> bool:
        if text.lower() not in {"yes", "no"}:
            raise self.refused(text)
        return text.lower() == "yes"


@dataclass(frozen=True)
class Number(Kind):
    """An exact decimal, kept with the decimals it was written with."""

    accepted = gettext_noop("Accepted: digits with a point, such as 37.1.")

    def read(self, text: str) -> Decimal:
        return parse_decimal(text)


@dataclass(frozen=True)
class UnitCode(Kind):
    """A unit by its UCUM code."""

    accepted = gettext_noop("Accepted: a UCUM code: %(codes)s.")

    @property
    def words(self) -> dict[str, Any]:
        return {"codes": ", ".join(sorted(UNITS))}

    def read(self, text: str) -> str:
        try:
            return unit(text).code
        except ValueProblem:
            raise self.refused(text) from None


@dataclass(frozen=True)
class Codes(Kind):
    """Codes with blanks between them, in any order."""

    most: int = 40
    accepted = gettext_noop("Accepted: codes of up to %(most)s characters, with blanks between.")
    empty = ""

    @property
    def words(self) -> dict[str, Any]:
        return {"most": self.most}

    def read(self, text: str) -> str:
        codes = sorted(set(text.split()))
        if not text.isprintable() or any(len(code) > self.most for code in codes):
            raise self.refused(text)
        return " ".join(codes)


@dataclass(frozen=True)
class FileName(Kind):
    """A file of the same upload; whether it is there is asked when the row is loaded."""

    accepted = gettext_noop("Accepted: the name of a .pdf or .txt file of the same upload.")
    empty = ""

    def read(self, text: str) -> str:
        if text.rpartition(".")[2].lower() not in {"pdf", "txt"}:
            raise self.refused(text)
        return text


@dataclass(frozen=True)
class Reference(Kind):
    """Another record by its code: one that is here, or stands in the same upload."""

    subject: str
    find: Callable[[str], Model | None]
    known: Callable[[], Iterable[str]]
    accepted = gettext_noop("Accepted: the code of one of “%(subject)s”.")

    @property
    def words(self) -> dict[str, Any]:
        return {"subject": self.subject}

    def read(self, text: str) -> str:
        return text

    def resolved(self, text: str) -> Model:
        """The record. Raises ValueProblem with the codes that there are."""
        if (found := self.find(text)) is not None:
            return found
        codes = sorted(self.known())
        most = ", ".join(codes[:SHOWN]) + (" …" if len(codes) > SHOWN else "")
        raise ValueProblem(
            "UNKNOWN",
            gettext_noop("There is no “%(value)s” among “%(subject)s”, nor in these files."),
            gettext_noop("Accepted: %(codes)s.") if codes else gettext_noop("There is none yet."),
            value=text, subject=self.subject, codes=most,
        )  # fmt: skip


def shown(value: Any) -> str:
    """A value as a difference shows it."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case Decimal():
            return plain(value)
        case datetime():
            local = timezone.localtime(value, timezone.get_default_timezone())
            return local.strftime("%Y-%m-%d %H:%M:%S %Z").replace(":00 ", " ")
        case TextChoices():
            return str(value.value)
        case Model():
            return str(getattr(value, "code", None) or getattr(value, "username", value))
    return str(value)
