"""Rows of a table copied by one statement: earlier by a number of days, several times over.

A copy's id follows from the original's, so that what points at it is pointed at the copy, and the
same twin comes out each time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.contrib.postgres.fields import DateTimeRangeField
from django.db import connections, models

COPY = "md5({column}::text || '-' || k || '-' || c)::uuid"
EARLIER = "k * %(shift)s"
OWNER = "owner"  # the login whose tables they are


@dataclass(frozen=True)
class Copying:
    """A table, which rows of it, and what of a copy is not as in the original.

    `within` names foreign keys to rows that are copied too; `values` gives columns as SQL of the
    original `t`, the shift `k` and the copy `c`; `once` says that two at one time cannot be,
    `stands` that it is of no time, so that there is nothing earlier.
    """

    model: type[models.Model]
    where: str
    shift: timedelta
    within: tuple[str, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)
    once: bool = False
    stands: bool = False

    @property
    def tables(self) -> tuple[str, ...]:
        """Whose triggers rest meanwhile."""
        return (self.model._meta.db_table,)

    def statement(self) -> str:
        table, columns = self.model._meta.db_table, self._columns()
        names = ", ".join(f'"{name}"' for name in columns)
        return (
            f'INSERT INTO "{table}" ({names}) SELECT {", ".join(columns.values())} '  # noqa: S608
            f'FROM "{table}" AS t, generate_series(%(first)s, %(shifts)s) AS k, '
            f"generate_series(1, %(copies)s) AS c WHERE {self.where} AND (k > 0 OR c > 1)"
        )

    def copy(self, days: int, scale: int) -> int:
        """How many rows came to be: those of earlier days, and more of the same days."""
        given: dict[str, Any] = {
            "shift": self.shift, "first": 0, "copies": 1 if self.once else scale,
            "shifts": 0 if self.stands else max(0, days // self.shift.days - 1),
        }  # fmt: skip
        with connections[OWNER].cursor() as cursor:
            cursor.execute(self.statement(), given)
            return int(cursor.rowcount)

    def _columns(self) -> dict[str, str]:
        found = {}
        for one in self.model._meta.concrete_fields:
            if not one.generated and one.column is not None:
                found[one.column] = self.values.get(one.column) or self._value(one)
        return found

    def _value(self, one: models.Field[object, object]) -> str:
        column = f't."{one.column}"'
        if one.primary_key or one.column in self.within:
            return COPY.format(column=column)
        if isinstance(one, DateTimeRangeField):
            bounds = f"lower({column}) - {EARLIER}, upper({column}) - {EARLIER}, '[]'"
            return f"tstzrange({bounds})"
        if isinstance(one, models.DateTimeField):
            return f"{column} - {EARLIER}"
        return column


def numbered(model: type[models.Model]) -> str:
    """Numbers that go on after the last one, in an order that is the same each time."""
    table = model._meta.db_table
    return f'(SELECT max(number) FROM "{table}") + row_number() OVER (ORDER BY k, c, t.id)'  # noqa: S608
