"""A value of the trail in words: as people read it, or as files keep it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import BooleanField, DateField, DateTimeField, Field, Model
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from integrity.models import PersonalValue
from integrity.trail.differences import Change, Difference, is_empty, models_by_label
from integrity.trail.names import Key, Named, names_of

SEALED = "sha256:"
# Columns that name a record of any kind together: its kind, and its id.
POINTERS = (("subject_type", "subject_id"), ("subject_kind", "subject_id"), ("kind", "record_id"))


def local(at: datetime) -> str:
    """2 Nov 2026 09:00:00 +01:00, in the facility's zone."""
    here = timezone.localtime(at)
    return f"{date_format(here, 'j M Y H:i:s')} {here.isoformat()[-6:]}"


def utc(at: datetime) -> str:
    """2026-11-02T08:00:00.000000Z, as the events have it."""
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%f}Z"


@dataclass(frozen=True)
class Reader:
    """Who reads: may they see personal values; a file has values as kept, a page in words."""

    sees_personal: bool = False
    is_file: bool = False

    def instant(self, at: datetime) -> str:
        return utc(at) if self.is_file else local(at)

    def day(self, on: date) -> str:
        return on.isoformat() if self.is_file else date_format(on, "j M Y")

    def structure(self, value: dict[str, Any] | list[Any]) -> str:
        return _plain(value) if self.is_file else in_words(value)


@dataclass(frozen=True)
class Shown:
    """A value in words. A remark says why there is none to show; without text it is empty."""

    text: str
    is_remark: bool = False


EMPTY = Shown("", is_remark=True)


@dataclass(frozen=True)
class Words:
    """Everything that values are put into words with, looked up beforehand."""

    reader: Reader
    names: Mapping[Key, Named] = field(default_factory=dict)
    personal: Mapping[str, str | None] = field(default_factory=dict)

    def pair(self, change: Change, one: Difference) -> tuple[Shown, Shown]:
        """Old and new. Values that would read the same are given as they are kept."""
        old, new = self.value(change, one, one.old), self.value(change, one, one.new)
        if old == new and not old.is_remark:
            return Shown(_plain(one.old)), Shown(_plain(one.new))
        return old, new

    def value(self, change: Change, one: Difference, value: Any) -> Shown:
        if is_empty(value):
            return EMPTY
        if is_sealed(change, one, value):
            return self._personal(value)
        if (subject := pointer_of(change)) and one.column == subject.key:
            return Shown(self._named(subject.model, value))
        return Shown(self._text(one.field, value))

    def _named(self, target: type[Model], key: object) -> str:
        named = self.names.get((target, str(key)))
        return named.name if named else str(key)

    def _personal(self, sealed: str) -> Shown:
        if not self.reader.sees_personal:
            return Shown(_("personal value, not shown to you"), is_remark=True)
        value = self.personal.get(sealed)
        return Shown(_("personal value, erased"), is_remark=True) if value is None else Shown(value)

    def _text(self, column: Field[Any, Any] | None, value: Any) -> str:
        if column is None:
            return _plain(value)
        if target := referred(column):
            return self._named(target, value)
        if isinstance(column, ArrayField) and isinstance(value, list):
            return ", ".join(self._text(column.base_field, one) for one in value)
        if column.choices and value in (labels := dict(column.flatchoices)):
            return str(labels[value])
        if isinstance(column, BooleanField):
            return _("yes") if value else _("no")
        if isinstance(column, DateTimeField):
            return self.reader.instant(datetime.fromisoformat(value))
        if isinstance(column, DateField):
            return self.reader.day(date.fromisoformat(value))
        return self.reader.structure(value) if isinstance(value, dict | list) else _plain(value)


def words_for(changes: Iterable[Change], reader: Reader) -> Words:
    """Looks up every name and personal value of the changes: a query for each kind of record."""
    keys: set[Key] = set()
    sealed: set[str] = set()
    for change in changes:
        subject = pointer_of(change)
        if change.model:
            keys.add((change.model, change.row.row_id))
        for one in change.differences:
            values = [value for value in (one.old, one.new) if not is_empty(value)]
            sealed.update(value for value in values if is_sealed(change, one, value))
            target = one.field and referred(one.field)
            if subject and one.column == subject.key:
                target = subject.model
            if target:
                keys.update((target, str(value)) for value in values)
    personal = _unsealed(sealed) if reader.sees_personal else {}
    return Words(reader, names_of(keys), personal)


def is_sealed(change: Change, one: Difference, value: Any) -> bool:
    """True for a commitment in place of a personal value."""
    is_personal = change.model is not None and one.column in change.model.personal
    return is_personal and str(value).startswith(SEALED)


def is_secret(change: Change, one: Difference) -> bool:
    return change.model is not None and one.column in change.model.secret


def referred(column: Field[Any, Any]) -> type[Model] | None:
    """The model of the record that the column names, by its primary key."""
    found = column.related_model if column.is_relation else None
    return found if isinstance(found, type) else None


@dataclass(frozen=True)
class Pointer:
    """The record of any kind that a row is about: its model, and the columns that name it."""

    model: type[Model]
    kind: str
    key: str


def pointer_of(change: Change) -> Pointer | None:
    said = {one.column: one.new or one.old for one in change.differences}
    for kind, key in POINTERS:
        model = models_by_label().get(said[kind]) if key in said and kind in said else None
        if model:
            return Pointer(model, kind, key)
    return None


def _unsealed(sealed: set[str]) -> dict[str, str | None]:
    """Values by their commitment; nothing for those that were erased."""
    if not sealed:
        return {}
    commitments = [one.removeprefix(SEALED) for one in sealed]
    found = PersonalValue.objects.filter(commitment__in=commitments)
    return {f"{SEALED}{one.commitment}": one.value for one in found}


def in_words(value: Any) -> str:
    """As people read it: "unit °C, action (low 2, high 8)"; what is empty in it is left out."""
    match value:
        case dict():
            parts = [(name, one) for name, one in value.items() if one not in (None, "", [], {})]
            said = [f"{str(name).replace('_', ' ')} {_inner(one)}" for name, one in parts]
            return ", ".join(said)
        case list():
            return "; ".join(_inner(one) for one in value)
        case None:
            return ""
        case bool():
            return _("yes") if value else _("no")
        case _:
            return _plain(value)


def _inner(value: Any) -> str:
    return f"({in_words(value)})" if isinstance(value, dict | list) else in_words(value)


def _plain(value: Any) -> str:
    match value:
        case str():
            return str(value)
        case Decimal():
            return f"{value:f}"
        case dict() | list():
            return json.dumps(value, ensure_ascii=False, default=str)
        case _:
            return str(value)
