"""What records are called now, looked up in bulk: one query for each kind of record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Model

from integrity.models import Record
from integrity.trail.parts import parents

Key = tuple[type[Model], str]


@dataclass(frozen=True)
class Named:
    """A record's name, and those of the records that it is a part of, the nearest first."""

    name: str
    within: tuple[str, ...] = ()


def names_of(keys: Iterable[Key]) -> dict[Key, Named]:
    """Names of the records that are there; of a deleted one there is none any more."""
    wanted: dict[type[Model], set[str]] = defaultdict(set)
    for model, key in keys:
        wanted[model].add(key)
    return {
        (model, str(record.pk)): Named(str(record), _within(record))
        for model, ids in wanted.items()
        for record in model._default_manager.select_related(*_read_by_name(model)).filter(
            pk__in=ids
        )
    }


def _read_by_name(model: type[Model]) -> list[str]:
    """What a name may be made of: the records that this one refers to, and those above it."""
    above = parents(model) if issubclass(model, Record) else ()
    direct = [field.name for field in model._meta.concrete_fields if field.is_relation]
    return [*direct, *above]


def _within(record: Model) -> tuple[str, ...]:
    found = []
    while isinstance(record, Record) and record.part_of:
        below, record = str(record), getattr(record, record.part_of)
        if str(record) != below:
            found.append(str(record))
    return tuple(found)
