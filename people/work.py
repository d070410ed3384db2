"""My work: every app says what waits for a person, and this page's order is one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar

from django.db.models import Count, Model, QuerySet, Window
from django.utils.functional import Promise

from people.models import User

M = TypeVar("M", bound=Model)
SHOWN, SHOWN_ALONE = 8, 100


@dataclass(frozen=True)
class Task:
    """What is asked of somebody, where it is done, about which record, and until when.

    A record is told by its `code`, by a `line` of words, or both; `sign` and `word` show its
    state; `since` is when it began to wait. Without `due` it waits until somebody comes.
    """

    asked: str | Promise
    url: str
    code: str = ""
    line: str = ""
    sign: str = "neutral"
    word: str = ""
    due: datetime | None = None
    since: datetime | None = None


@dataclass(frozen=True)
class Waiting:
    """The first few tasks of a source, and how many there are."""

    tasks: Sequence[Task] = ()
    total: int = 0


Find = Callable[[User, datetime, int], Waiting]


@dataclass(frozen=True)
class Source:
    """A kind of task; `page` gives the list of all of them where there is one."""

    name: str
    title: str | Promise
    find: Find
    page: Callable[[], str] | None = None


SOURCES: dict[str, Source] = {}
NOTHING = Waiting()


def contribute_work(
    name: str, title: str | Promise, page: Callable[[], str] | None = None
) -> Callable[[Find], Find]:
    """Adds a source: given the person, the moment and how many to tell, it asks one query.

    Whether the person may do it is asked there, by the same permission and gate as the command.
    """

    def register(find: Find) -> Find:
        SOURCES[name] = Source(name, title, find, page)
        return find

    return register


def first(rows: QuerySet[M], most: int) -> tuple[list[Any], int]:
    """The first rows, and how many there are, in one query."""
    found: list[Any] = list(rows.annotate(waiting_total=Window(Count("*")))[:most])
    return found, found[0].waiting_total if found else 0


def work_of(user: User, at: datetime, only: str = "") -> list[tuple[Source, Waiting]]:
    """What waits for the person, by source; of one source alone more is told."""
    found = [
        (source, source.find(user, at, SHOWN_ALONE if only == source.name else SHOWN))
        for source in SOURCES.values()
    ]
    return [(source, waiting) for source, waiting in found if waiting.total]


def in_order(tasks: Iterable[Task]) -> list[Task]:
    """What is due first, then what waits longest."""
    latest = datetime.max.replace(tzinfo=UTC)
    return sorted(tasks, key=lambda task: (task.due or latest, task.since or latest))
