"""A record as parts of facts and rows: one shape for the page, the list and the PDF."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True)
class Fact:
    """A name and one value: a text, a moment or a day; with `url` a link, with `sign` a state."""

    name: Any
    text: Any = ""
    at: datetime | None = None
    day: date | None = None
    url: str = ""
    sign: str = ""
    code: bool = False


@dataclass(frozen=True)
class Part:
    """A titled group of facts, or a table of rows; `none` is said when it has no row."""

    title: Any
    facts: Sequence[Fact] = ()
    rows: Sequence[Sequence[Fact]] = ()
    none: Any = ""

    @property
    def columns(self) -> list[Any]:
        return [fact.name for fact in self.rows[0]] if self.rows else []


def listed(codes: Sequence[str], otherwise: Any) -> str:
    return ", ".join(codes) if codes else str(otherwise)
