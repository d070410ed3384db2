"""What forms on paper are printed from: the same definitions as the screens.

A controlled document of kind “Form” is one; higher apps contribute others.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from integrity.models import Record
from people.models import User


@dataclass(frozen=True)
class Field:
    """Something to be written down: its name, what is accepted, and what may be ticked."""

    name: str
    hint: str = ""
    unit: str = ""
    accepted: str = ""
    alert: str = ""
    choices: tuple[str, ...] = ()
    is_critical: bool = False


@dataclass(frozen=True)
class Definition:
    """A form: `code` with its version is what copies are numbered under.

    Its body is a text, a PDF by sha256, or fields under an instruction; `facts` stand above.
    """

    code: str
    version: str
    title: str
    text: str = ""
    file: str = ""
    instruction: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    fields: tuple[Field, ...] = ()
    is_verified: bool = False

    @property
    def of(self) -> str:
        return f"{self.code}-{self.version}"

    def as_data(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True)
class FormSource:
    """A kind of record that is printed as a form: who sees which, its page, its definition."""

    rows: Callable[[User], QuerySet[Any]]
    page: Callable[[Any], str]
    definition: Callable[[Any], Definition]


SOURCES: dict[str, FormSource] = {}


def contribute_forms(model: type[Record], source: FormSource) -> None:
    """From now on records of this kind are printed as forms; called from contributions.py."""
    SOURCES[model._meta.label_lower] = source


def seen_by(user: User, kind: str, key: UUID) -> Any:
    """The record, if it is printed as a form and this person may see it; else nothing."""
    source = SOURCES.get(kind)
    return source.rows(user).filter(pk=key).first() if source else None


def source_of(record: Record) -> FormSource:
    return SOURCES[record._meta.label_lower]
