"""My work: every app says what waits for a person, and this page's order is one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar

from django.db.models import Count, Model, QuerySet, Window
from django.utils.functional import Promise

from people.models import User
from people.permissions import Permission

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
    """A kind of task, for holders of the permission; `page` gives the list of all where it is."""

    name: str
    title: str | Promise
    find: Find
    page: Callable[[], str] | None = None
    permission: Permission | None = None

    def of(self, user: User, at: datetime, most: int) -> Waiting:
        may = self.permission is None or user.may(self.permission)
        return self.find(user, at, most) if may else NOTHING


SOURCES: dict[str, Source] = {}
NOTHING = Waiting()


def contribute_work(
    name: str,
    title: str | Promise,
    page: Callable[[], str] | None = None,
    permission: Permission | None = None,
) -> Callable[[Find], Find]:
    """Adds a source: given the person, the moment and how many to tell, it asks one query.

    The permission is that of the command; what its gate asks is asked there, by the same gate.
    """

    def register(find: Find) -> Find:
        SOURCES[name] = Source(name, title, find, page, permission)
        return find

    return register


def waiting(rows: QuerySet[M], most: int, task: Callable[[M], Task]) -> Waiting:
    """The first rows, each as a task, and how many there are, in one query."""
    found: list[Any] = list(rows.annotate(waiting_total=Window(Count("*")))[:most])
    return Waiting([task(one) for one in found], found[0].waiting_total if found else 0)


def work_of(user: User, at: datetime, only: str = "") -> list[tuple[Source, Waiting]]:
    """What waits for the person, by source; of one source alone more is told."""
    found = [
        (source, source.of(user, at, SHOWN_ALONE if only == source.name else SHOWN))
        for source in SOURCES.values()
    ]
    return [(source, waiting) for source, waiting in found if waiting.total]


def in_order(tasks: Iterable[Task]) -> list[Task]:
    """What is due first, then what waits longest."""
    latest = datetime.max.replace(tzinfo=UTC)
    return sorted(tasks, key=lambda task: (task.due or latest, task.since or latest))
