"""Business rows edited past the triggers, as only a superuser can: all found by replay."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle
from typing import Any

import psycopg
from psycopg import sql

from bench.figures import Figure, at_least, at_most
from cgtlims.roles import with_database
from integrity.audit.replay import audited_models, replay
from tests import cast
from tests.databases import admin_url, current

EDITS = 200
SEED = 20261121
OTHER = {
    "boolean": "NOT {}",
    "integer": "coalesce({}, 0) + 1",
    "numeric": "coalesce({}, 1) + 0.00000",  # an equal number, stated otherwise
    "timestamp with time zone": "coalesce({}, now()) + interval '1 microsecond'",
    "date": "coalesce({}, current_date) + 1",
    "character varying": "CASE {0} WHEN '' THEN 'x' ELSE left({0}, -1) END",
    "text": "coalesce({}, '') || ' '",
    "ARRAY": "{} || ARRAY['x']::varchar[]",
}
STANDS_AGAINST_IT = (psycopg.errors.IntegrityError, psycopg.errors.StringDataRightTruncation)


def figures() -> Iterator[Figure]:
    """One column of one row at a time, in turn over all tables that have rows."""
    people = cast.make_people(cast.make_facility())
    cast.execute(people, cast.make_batch(people, cast.make_small_master(people), "PROOF-001"))
    alarms = len(list(replay()))
    with psycopg.connect(with_database(admin_url(), current()), autocommit=True) as superuser:
        found = list(attacks(superuser, random.Random(SEED)))
    yield at_least("replay-mutations", len(found), "edits", str(EDITS))
    yield at_least("replay-mutations-found", sum(found), "edits", str(EDITS))
    yield at_least("replay-mutations-tables", len(tables()), "tables", "15")
    yield at_most("replay-mutations-false-alarms", alarms, "rows", "0")


def attacks(superuser: psycopg.Connection, chance: random.Random) -> Iterator[bool]:
    """For each edit that PostgreSQL's constraints allow: was it found, and it alone?"""
    edits = 0
    for table in cycle(tables()):
        edit = any_edit(superuser, table, chance)
        try:
            before = edit.make(superuser)
        except STANDS_AGAINST_IT:
            continue
        named = {(found.table, found.row_id) for found in replay()}
        edit.take_back(superuser, before)
        yield named == {(table, str(edit.row))}
        edits += 1
        if edits == EDITS:
            return


def tables() -> list[str]:
    return [model._meta.db_table for model in audited_models() if model._default_manager.exists()]


@dataclass(frozen=True)
class Edit:
    """One column of one row, written past the triggers."""

    table: str
    row: Any
    column: str
    kind: str

    def make(self, superuser: psycopg.Connection) -> Any:
        """Writes something else; returns what was there."""
        before = superuser.execute(
            self._sql("SELECT {column} FROM {table} WHERE id = %s"), [self.row]
        ).fetchone()
        superuser.execute(self._sql("ALTER TABLE {table} DISABLE TRIGGER ALL"))
        other = sql.SQL(OTHER[self.kind]).format(sql.Identifier(self.column))
        superuser.execute(
            self._sql("UPDATE {table} SET {column} = {other} WHERE id = %s", other=other),
            [self.row],
        )
        return before[0] if before else None

    def take_back(self, superuser: psycopg.Connection, before: Any) -> None:
        superuser.execute(
            self._sql("UPDATE {table} SET {column} = %s WHERE id = %s"), [before, self.row]
        )

    def _sql(self, text: str, **more: sql.Composable) -> sql.Composed:
        names = {"table": sql.Identifier(self.table), "column": sql.Identifier(self.column)}
        return sql.SQL(text).format(**names, **more)


def any_edit(superuser: psycopg.Connection, table: str, chance: random.Random) -> Edit:
    rows = superuser.execute(
        sql.SQL("SELECT id FROM {} ORDER BY id").format(sql.Identifier(table))
    ).fetchall()
    columns = superuser.execute(
        "SELECT column_name, data_type FROM information_schema.columns WHERE table_name = %s"
        " AND data_type = ANY(%s) AND column_name <> 'id' ORDER BY column_name",
        [table, list(OTHER)],
    ).fetchall()
    return Edit(table, chance.choice(rows)[0], *chance.choice(columns))
