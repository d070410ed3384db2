"""Erasing personal values (GDPR Art. 17); what was done with them stays in the trail."""

from __future__ import annotations

from django.db import connection

from integrity.models import PersonalValue, Record


def personal_columns(record: Record) -> list[str]:
    """The columns of which the record, or its trail, still knows a personal value."""
    known = PersonalValue.objects.filter(
        table=record._meta.db_table, row_id=str(record.pk), value__isnull=False
    )
    kept = set(known.values_list("column", flat=True))
    return [name for name in record.personal if getattr(record, name) or name in kept]


def erase(record: Record) -> list[str]:
    """Empties the record's personal columns and forgets what they ever were.

    Value and salt go, so that the commitments in the trail lead back to nothing; the trail keeps
    that, when and by whom a value was written. Called in a command. Gives the column of every
    value that was forgotten.
    """
    for name in record.personal:
        setattr(record, name, "")
    record.store()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT integrity_erase(%s::regclass, %s)", [record._meta.db_table, record.pk]
        )
        erased: list[str] = cursor.fetchone()[0]
    return erased
