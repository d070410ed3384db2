"""Numbers that are given in order, and to one at a time."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.db.models import Max, QuerySet


def next_of(rows: QuerySet[Any], field: str = "number") -> int:
    """The next after the highest of these rows; others who ask wait until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [rows.model._meta.db_table])
    highest: int | None = rows.aggregate(highest=Max(field))["highest"]
    return (highest or 0) + 1
