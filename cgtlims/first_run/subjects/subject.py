"""What every subject says of itself: the one place for errors, templates and the schema."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from cgtlims.first_run.columns import Column
from cgtlims.first_run.tables import Row
from documents.uploads import Received
from integrity.models import Record
from people.models import User
from people.permissions import Permission

Values = Mapping[str, Any]


@dataclass(frozen=True)
class Difference:
    """What a column says here, and in the file."""

    column: str
    old: str
    new: str


@dataclass(frozen=True)
class Doing:
    """Who loads, when and why, and the files that rows may name."""

    by: User
    at: datetime
    reason: str
    papers: Mapping[str, Received] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)

    def of(self, row: Row) -> Doing:
        """The same for one row: its reason names the load and the line."""
        told = {"file": row.file[:100], "line": row.line, "reason": self.reason}
        return replace(self, reason=_("Loaded from %(file)s, line %(line)s: %(reason)s") % told)

    @property
    def who(self) -> dict[str, Any]:
        return {"by": self.by, "at": self.at}


@dataclass(frozen=True)
class Item:
    """What becomes one record: its values by column, and the rows that say it.

    A column that the file does not have is not among the values, and stays as it is.
    """

    rows: tuple[Row, ...]
    values: dict[str, Any]
    parts: tuple[Values, ...] = ()

    def value(self, column: str, empty: Any = None) -> Any:
        return self.values.get(column, empty)


class Subject:
    """One kind of record that files may hold."""

    name: ClassVar[str]
    title: ClassVar[str | Promise]
    note: ClassVar[str | Promise]
    permission: ClassVar[Permission]
    columns: ClassVar[tuple[Column, ...]]
    keys: ClassVar[tuple[str, ...]]  # the columns by which a row is matched to what is there
    named: ClassVar[Mapping[str, str]] = {}  # what a command calls a column otherwise
    is_personal: ClassVar[bool] = False  # its files are not kept

    def by_name(self) -> dict[str, Column]:
        return {column.name: column for column in self.columns}

    @property
    def has_parts(self) -> bool:
        return any(column.each for column in self.columns)

    def find(self, item: Item) -> Record | None:
        """The record that the keys name, if it is here."""
        raise NotImplementedError

    def now(self, record: Any, item: Item) -> dict[str, Any]:
        """What the record says in each column."""
        return {column.name: getattr(record, column.name) for column in self.columns}

    def said(self, item: Item) -> dict[str, Any]:
        """What the rows say in each column, to be compared with what `now` says."""
        return item.values

    def more(self, record: Any, item: Item, doing: Doing) -> list[Difference]:
        """Differences that are no column's."""
        return []

    def make(self, item: Item, doing: Doing) -> Record:
        """The record, made by its command."""
        raise NotImplementedError

    def change(self, record: Any, item: Item, doing: Doing) -> Record:
        """The record as the row says, changed by its command."""
        raise NotImplementedError

    def whole(self, record: Any, item: Item) -> dict[str, Any]:
        """What is there, with what the row says instead."""
        return {**self.now(record, item), **item.values}
