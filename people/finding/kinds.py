"""The kinds of records that can be found, contributed by the apps that know their pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.functional import Promise

from people.models import User


@dataclass(frozen=True)
class Found:
    """One line of the answer: its code, the page that it leads to, and what tells it apart.

    `sign` and `word` show the record's state; `icon` is a symbol other than the sign's own.
    """

    code: str
    url: str
    name: str = ""
    line: str = ""
    sign: str = ""
    word: str = ""
    icon: str = ""


@dataclass(frozen=True)
class Findable:
    """A kind of record: whose rows a person may see, by which fields they are found.

    `codes` are compared whole and without regard to case, `named` adds other ways in which a
    record is named (by an id, by its printed number). `texts` are searched for words: the fields
    of its `text_indexes`, in their order, the code first. `nearly` gives what is listed for words
    when there are no texts. Kinds with a lower `place` come first.
    """

    name: str
    title: str | Promise
    icon: str
    rows: Callable[[User], QuerySet[Any]]
    show: Callable[[Any], Found]
    codes: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    named: Callable[[str], Q] | None = None
    nearly: Callable[[str], Q] | None = None
    place: int = 50


KINDS: dict[str, Findable] = {}


def contribute_finding(*kinds: Findable) -> None:
    """Adds kinds; called from an app's contributions.py."""
    for kind in kinds:
        KINDS[kind.name] = kind


def in_order() -> list[Findable]:
    """All kinds as the page shows them."""
    return sorted(KINDS.values(), key=lambda kind: kind.place)
