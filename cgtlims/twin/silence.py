"""Rows without their trail: the triggers of some tables rest while a twin is multiplied."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import connections

from cgtlims.twin.copying import OWNER
from cgtlims.twin.parts import Part

ALWAYS = """
SELECT tgrelid::regclass::text, tgname FROM pg_trigger
WHERE tgenabled = 'A' AND NOT tgisinternal AND tgrelid::regclass::text = ANY(%s)
"""


def tables_of(parts: Iterable[Part]) -> list[str]:
    return sorted({table for _name, copies in parts for one in copies for table in one.tables})


@contextmanager
def silenced(tables: list[str]) -> Iterator[None]:
    """Without the triggers of these tables; foreign keys and constraints stay in force.

    Only who owns the tables may. They stand afterwards as they stood before.
    """
    with connections[OWNER].cursor() as cursor:
        cursor.execute(ALWAYS, [tables])
        always = cursor.fetchall()
        for table, trigger in always:
            cursor.execute(f'ALTER TABLE {table} DISABLE TRIGGER "{trigger}"')
        yield
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # no table is altered before its checks
        for table, trigger in always:
            cursor.execute(f'ALTER TABLE {table} ENABLE ALWAYS TRIGGER "{trigger}"')
