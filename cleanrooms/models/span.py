"""Periods as PostgreSQL compares them: who was where with what is asked of these."""

from __future__ import annotations

from django.contrib.postgres.fields import DateTimeRangeField, RangeBoundary
from django.db.models import Case, F, Func, GeneratedField, Q, Value, When


def span(begin: str, end: str) -> GeneratedField:
    """The column `period`: from `begin` until before `end`; nothing while it has not begun.

    Open at its end while it lasts. "At" is asked with `period__contains`.
    """
    ranged = Func(
        F(begin), F(end), RangeBoundary(), function="TSTZRANGE", output_field=DateTimeRangeField()
    )
    begun = When(Q(**{f"{begin}__isnull": False}), then=ranged)
    return GeneratedField(
        expression=Case(begun, default=Value(None), output_field=DateTimeRangeField()),
        output_field=DateTimeRangeField(null=True), db_persist=True, null=True,
    )  # fmt: skip


def ends_after(begin: str, end: str) -> Q:
    """Nothing ends before it begins."""
    return Q(**{f"{end}__isnull": True}) | Q(**{f"{end}__gte": F(begin)})
