"""Lots, containers and edges by the hundred thousand, written by one statement a table.

They are loaded past the triggers, as a restored dump is: what is measured is how they are read.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import psycopg
from django.db import connection

from cgtlims.roles import with_database
from materials.models import Lot
from tests.databases import admin_url, current

LOTS, LEVELS, WIDE, PARENTS = 20_000, 5, 62_500, 4
LAST = LEVELS - 1
EDGES = LAST * WIDE * PARENTS
ID = "md5('bench-container-' || {level} || '-' || {place})::uuid"
LOT_ID = "md5('bench-lot-' || {place})::uuid"

TABLES = ("materials_lot", "materials_container", "materials_edge")
ALWAYS = """
SELECT tgrelid::regclass::text, tgname FROM pg_trigger
WHERE tgenabled = 'A' AND tgrelid::regclass::text = ANY(%s)
"""
LOT_ROWS = f"""
INSERT INTO materials_lot ({{columns}})
SELECT {{values}} FROM generate_series(0, {LOTS - 1}) AS n, materials_lot AS t WHERE t.id = %(like)s
"""
CONTAINER_ROWS = f"""
INSERT INTO materials_container (id, version, lot_id, code, remaining, place)
SELECT {ID.format(level="l", place="n")}, 1, {LOT_ID.format(place=f"((l * {WIDE} + n) %% {LOTS})")},
  'BENCH-' || l || '-' || n, '10', ''
FROM generate_series(0, {LAST}) AS l, generate_series(0, {WIDE - 1}) AS n
"""
# Two parents near the child, as in a process, and two anywhere, as lots that many share.
PLACE = f"""CASE WHEN p < 2 THEN (n + p) %% {WIDE}
  ELSE (abs(hashtext(l || '-' || n || '-' || p)) %% {WIDE}) END"""
EDGE_ROWS = f"""
INSERT INTO materials_edge
  (id, version, parent_id, child_id, kind, quantity, linked_at, linked_by_id)
SELECT gen_random_uuid(), 1, {ID.format(level="(l - 1)", place=f"({PLACE})")},
  {ID.format(level="l", place="n")}, 'DERIVED', '1', t.entered_at + p * interval '1 second',
  t.entered_by_id
FROM generate_series(1, {LAST}) AS l, generate_series(0, {WIDE - 1}) AS n,
  generate_series(0, {PARENTS - 1}) AS p, materials_lot AS t WHERE t.id = %(like)s
"""


def fill(like: Lot) -> None:
    """Lots like this one under numbers of their own, their containers, and what is in what."""
    own = {
        "id": LOT_ID.format(place="n"),
        "number": "'BENCH-' || lpad(n::text, 5, '0')",
        "entered_at": "now() - n * interval '7 minutes'",
        "order_id": "NULL",
    }
    columns = [field.column or "" for field in Lot._meta.concrete_fields]
    quoted = ", ".join(f'"{column}"' for column in columns)
    values = ", ".join(own.get(column, f't."{column}"') for column in columns)
    with psycopg.connect(with_database(admin_url(), current()), autocommit=True) as superuser:
        with superuser.transaction(), silenced(superuser):
            given = {"like": like.pk}
            superuser.execute(LOT_ROWS.format(columns=quoted, values=values).encode(), given)
            superuser.execute(CONTAINER_ROWS.encode(), {})
            superuser.execute(EDGE_ROWS.encode(), given)
        for table in TABLES:  # as autovacuum does by itself
            superuser.execute(f"VACUUM (ANALYZE) {table}".encode())


@contextmanager
def silenced(superuser: psycopg.Connection) -> Iterator[None]:
    """Without the triggers of these tables, which stand afterwards as they stood before."""
    always = superuser.execute(ALWAYS, [list(TABLES)]).fetchall()
    for table in TABLES:
        superuser.execute(f"ALTER TABLE {table} DISABLE TRIGGER ALL".encode())
    yield
    for table in TABLES:
        superuser.execute(f"ALTER TABLE {table} ENABLE TRIGGER ALL".encode())
    for table, trigger in always:
        superuser.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {trigger}".encode())


def keys(level: int) -> list[UUID]:
    """The containers of one level: 0 is what came, the last one what left."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM materials_container WHERE code LIKE %s ORDER BY code",
            [f"BENCH-{level}-%"],
        )
        return [key for (key,) in cursor.fetchall()]
