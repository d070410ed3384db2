"""Records that may have files: the app that owns a kind says who may see which of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from integrity.models import Record
from integrity.refusals import Blocker
from people.models import User


@dataclass(frozen=True)
class Subject:
    """A kind of record with files: the rows that a person may see, and the page of one.

    `parent` is where its page is found: a title and an address. `blockers` say why a record takes
    no more files; `held` is the record with what they ask locked, within the command.
    """

    rows: Callable[[User], QuerySet[Any]]
    page: Callable[[Any], str]
    parent: Callable[[], tuple[Any, str]] | None = None
    blockers: Callable[[Any], Iterable[Blocker]] = lambda _record: ()
    held: Callable[[Any], Any] = lambda record: record


SUBJECTS: dict[str, Subject] = {}


def contribute_files(model: type[Record], subject: Subject) -> None:
    """From now on records of this kind may have files; called from an app's contributions.py."""
    SUBJECTS[model._meta.label_lower] = subject


def seen_by(user: User, kind: str, key: UUID) -> Any:
    """The record, if there is one with files that this person may see; else nothing."""
    subject = SUBJECTS.get(kind)
    return subject.rows(user).filter(pk=key).first() if subject else None


def parent_of(record: Record) -> tuple[Any, str] | None:
    parent = SUBJECTS[record._meta.label_lower].parent
    return parent() if parent else None


def attaching_blockers(record: Record, *, is_held: bool = False) -> list[Blocker]:
    """Why the record takes no more files; `is_held` within the command that would add one."""
    subject = SUBJECTS[record._meta.label_lower]
    return list(subject.blockers(subject.held(record) if is_held else record))


def page_of(record: Record) -> str:
    return SUBJECTS[record._meta.label_lower].page(record)
