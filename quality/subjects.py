"""What a deviation can be about, and what it touches: told by the apps that own the records."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from people.models import User
from people.permissions import Permission


@dataclass(frozen=True)
class Subject:
    """A record as a deviation names it; `room` and `product` are codes, for trends.

    `url` leads to its page.
    """

    kind: str
    id: UUID
    label: str
    url: str = ""
    room: str = ""
    product: str = ""


@dataclass(frozen=True)
class Touched:
    """A record that a deviation may mean something for; `sponsor` is an organisation's id."""

    kind: str
    id: UUID
    label: str
    sponsor: UUID | None = None


@dataclass(frozen=True)
class Field:
    """A field of a record as it stands: its value with unit, and what is required of it."""

    name: str
    value: str = ""
    required: str = ""
    judged: str = ""
    by: str = ""
    at: datetime | None = None


@dataclass(frozen=True)
class Context:
    """What a deviation keeps of its record: facts as name and value, and its fields."""

    facts: tuple[tuple[str, str], ...] = ()
    fields: tuple[Field, ...] = ()
    at: datetime | None = None

    def field(self, name: str) -> Field | None:
        return next((one for one in self.fields if one.name == name), None)


Read = Callable[[UUID], Subject | None]
ReadContext = Callable[[UUID], Context]
Source = Callable[[Subject, datetime, datetime], Iterable[Touched]]
READERS: dict[str, Read] = {}
NEEDED: dict[str, Permission] = {}
CONTEXTS: dict[str, ReadContext] = {}
SOURCES: list[Source] = []
Codes = Callable[[], list[tuple[str, str]]]
CODES: dict[str, Codes] = {}


def contribute_subject(kind: str, needs: Permission) -> Callable[[Read], Read]:
    """Makes records of a kind (a model's label in lower case) known as what deviations are about.

    The reader gives nothing for an id that is not there. Who raises a deviation about one is of
    the facility and has the permission that reading the record needs.
    """

    def register(read: Read) -> Read:
        READERS[kind], NEEDED[kind] = read, needs
        return read

    return register


def contribute_context(kind: str) -> Callable[[ReadContext], ReadContext]:
    """Says what is filled in when a deviation is raised about a record of this kind.

    It is asked for records that are there; a kind without it has no field to choose.
    """

    def register(read: ReadContext) -> ReadContext:
        CONTEXTS[kind] = read
        return read

    return register


def contribute_impact(source: Source) -> Source:
    """Adds a source: given what a deviation is about and from when until when, what it touches."""
    if source not in SOURCES:
        SOURCES.append(source)
    return source


def contribute_codes(of: str) -> Callable[[Codes], Codes]:
    """Says which rooms or products there are, as codes with names, for who names one."""

    def register(codes: Codes) -> Codes:
        CODES[of] = codes
        return codes

    return register


def codes_of(of: str) -> list[tuple[str, str]]:
    """All rooms or all products; none while no app has any."""
    return CODES[of]() if of in CODES else []


def subject_of(kind: str, key: UUID) -> Subject | None:
    """The record, when its kind is known and it is there."""
    read = READERS.get(kind)
    return read(key) if read else None


def subject_for(user: User, kind: str, key: UUID) -> Subject | None:
    """The record, when this person may read it."""
    needed = NEEDED.get(kind)
    may = needed is not None and user.is_of_facility and user.may(needed)
    return subject_of(kind, key) if may else None


def context_of(subject: Subject | None) -> Context:
    """What stands in the record now."""
    read = CONTEXTS.get(subject.kind) if subject else None
    return read(subject.id) if read and subject else Context()


def touched_by(subject: Subject, since: datetime, until: datetime) -> list[Touched]:
    """Every record that it may touch, each once."""
    found = {(one.kind, one.id): one for source in SOURCES for one in source(subject, since, until)}
    return list(found.values())
