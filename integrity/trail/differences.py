"""A row change read back: which record, what happened to it, old and new by column."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from functools import cache, cached_property
from typing import Any

from django.db.models import Field
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from integrity.audit.replay import audited_models
from integrity.models import Record, RowChange

LEFT_OUT = {"id", "version"}


class Operation(Enum):
    """What happened to a row."""

    MADE = "INSERT", _("made")
    CHANGED = "UPDATE", _("changed")
    DELETED = "DELETE", _("deleted")
    BASELINE = "BASELINE", _("as it was when recording began")

    def __init__(self, op: str, text: str | Promise) -> None:
        self.op = op
        self.text = text


@dataclass(frozen=True)
class Difference:
    """One column: its values as the trail keeps them. `field` is None when there is none now."""

    column: str
    field: Field[Any, Any] | None
    old: Any
    new: Any


@dataclass(frozen=True)
class Change:
    """One row that a command wrote. `model` is None when its table is gone."""

    row: RowChange

    @cached_property
    def model(self) -> type[Record] | None:
        return models_by_table().get(self.row.table)

    @cached_property
    def _diff(self) -> dict[str, Any]:
        # A decimal is read with the decimals it was stated with.
        return dict(json.loads(self.row.diff, parse_float=Decimal))

    @property
    def operation(self) -> Operation:
        return next(one for one in Operation if one.op == self._diff["op"])

    @cached_property
    def differences(self) -> tuple[Difference, ...]:
        """In the order of the model's columns; of a new row only what is not empty."""
        return tuple(self._read())

    def _read(self) -> Iterator[Difference]:
        old, new = self._diff["old"] or {}, self._diff["new"] or {}
        fields = columns(self.model) if self.model else {}
        known = [column for column in fields if column in old or column in new]
        gone = sorted({*old, *new} - {*fields})
        for column in [*known, *gone]:
            if column in LEFT_OUT:
                continue
            before, after = old.get(column), new.get(column)
            if self.operation is Operation.CHANGED or not (is_empty(before) and is_empty(after)):
                yield Difference(column, fields.get(column), before, after)


def is_empty(value: Any) -> bool:
    return value is None or value in ("", [], {})


@cache
def columns(model: type[Record]) -> dict[str, Field[Any, Any]]:
    return {str(field.column): field for field in model._meta.concrete_fields}


@cache
def models_by_table() -> dict[str, type[Record]]:
    return {model._meta.db_table: model for model in audited_models()}


@cache
def models_by_label() -> dict[str, type[Record]]:
    return {model._meta.label_lower: model for model in audited_models()}
