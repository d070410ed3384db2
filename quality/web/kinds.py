"""The kinds of records of quality: each has a list, a record, deeds on pages of their own.

A kind says what is special; how it is listed, shown, done and signed is the same for all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest

from integrity.commands import Command
from integrity.models import Signable
from integrity.refusals import Blocker
from integrity.signatures.meanings import Meaning
from people.models import User
from people.permissions import Permission
from people.web.deed import Deed
from people.web.signing import SignForm
from quality.models.numbered import Numbered
from quality.parts.shapes import Fact, Part


@dataclass(frozen=True)
class Offer:
    """A deed that a record offers: its button, its page, and to whom in which state.

    In the state `next_in` it is what is to be done next.
    """

    title: Any
    deed: Callable[[Any, User], Deed]
    when: Callable[[Any, User], bool]
    next_in: str = ""


@dataclass(frozen=True)
class Signing:
    """What is signed on the record's page: the command takes the record as `named`.

    It is offered while `when` holds; `blockers` say why it cannot be signed now, `follows` what
    the signer should know besides. `typed` are the fields of its own form that the command takes.
    What is signed is the record, or what `about` makes of it under the id of the act: a command
    that is `keyed` takes that id.
    """

    title: Any
    command: Command[..., Any]
    named: str
    when: Callable[[Any], bool]
    blockers: Callable[[Any, User, datetime], Sequence[Blocker]]
    follows: Any = ""
    form: type[SignForm] = SignForm
    typed: tuple[str, ...] = ()
    about: Callable[[Any, UUID], Signable] = lambda record, key: record
    keyed: bool = False
    ends: bool = False

    def inputs(self, record: Any, typed: Mapping[str, Any]) -> dict[str, Any]:
        """What the command takes, of what was typed in the dialog."""
        key = {"key": typed["command_id"]} if self.keyed else {}
        return {**key, self.named: record, **{name: typed[name] for name in self.typed}}

    @property
    def meaning(self) -> Meaning:
        meaning = self.command.signed_as
        assert meaning is not None  # noqa: S101  (only signed commands are offered here)
        return meaning


@dataclass(frozen=True)
class Kind:
    """`due` is the column of the day by which something is to be done, `owner` who does it."""

    slug: str
    model: type[Numbered]
    title: Any
    one: Any
    icon: str
    none: Any
    parts: Callable[[Any, datetime], list[Part]]
    row: Callable[[Any, datetime], list[Fact]]
    state: Callable[[Any, datetime], Fact]
    new_title: Any
    new: Callable[[HttpRequest], Deed]
    new_permission: Permission
    signings: Mapping[str, Signing] = field(default_factory=dict)
    offers: Mapping[str, Offer] = field(default_factory=dict)
    related: tuple[str, ...] = ()
    ended: Mapping[str, Any] = field(default_factory=dict)
    due: str = "due_on"
    place: int = 50
    owner: str = "owner"
    is_case: bool = True
    first: str = ""
    texts: tuple[str, ...] = ("number", "title")

    def rows(self, user: User) -> QuerySet[Any]:
        """Those that this person may read, with what a list shows of them."""
        records: Any = self.model._default_manager
        found: QuerySet[Any] = records.visible_to(user).select_related(*self.related)
        return found

    @property
    def states(self) -> Any:
        meta: Any = self.model._meta
        return meta.get_field("state")


KINDS: dict[str, Kind] = {}


def add_kind(kind: Kind) -> Kind:
    KINDS[kind.slug] = kind
    return kind


def in_order() -> list[Kind]:
    """All kinds as their tabs show them."""
    return sorted(KINDS.values(), key=lambda kind: kind.place)
