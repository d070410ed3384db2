"""What a record consists of: its own row, and the rows that are parts of it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import cast

from django.apps import apps
from django.db.models import QuerySet

from integrity.models import Record


def whole(record: Record) -> list[Record | QuerySet[Record]]:
    """The record, and for each kind of part the parts that it has now."""
    parts = (
        model._default_manager.filter(**{path: record.pk})
        for model, path in _parts_of_kind(type(record))
    )
    return [record, *parts]


@cache
def parents(model: type[Record]) -> tuple[str, ...]:
    """The way up from a part, as lookups: operation, operation__batch."""
    if not model.part_of:
        return ()
    above = parents(_parent(model))
    return (model.part_of, *(f"{model.part_of}__{path}" for path in above))


@cache
def _parts_of_kind(kind: type[Record]) -> tuple[tuple[type[Record], str], ...]:
    return tuple(
        (model, path)
        for model in apps.get_models()
        if issubclass(model, Record)
        for path, above in zip(parents(model), _kinds_above(model), strict=True)
        if above is kind
    )


def _kinds_above(model: type[Record]) -> Iterator[type[Record]]:
    while model.part_of:
        model = _parent(model)
        yield model


def _parent(model: type[Record]) -> type[Record]:
    return cast(type[Record], model._meta.get_field(model.part_of).related_model)
