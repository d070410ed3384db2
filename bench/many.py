"""Thousands of records, made by commands as everything is: rows of a table in one statement."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime

from django.db import connection
from django.db.models import Model
from django.utils import timezone

from batches.models import BatchRecord
from integrity.actors import Actor
from integrity.commands import command, say
from people.permissions import Permission
from tests.deeds import TEST, make_rows

AT_ONCE = 1_000


def make_batches(template: BatchRecord, number: Callable[[int], str], count: int) -> None:
    """Copies of the batch's own row, the first one being itself, for patients of their own."""
    rows: list[Model] = [
        BatchRecord(
            number=number(at), master=template.master, sponsor=template.sponsor,
            patient_code=f"NLT-{at:05}", chain_of_identity=f"COI-BENCH-{at:05}",
            created_at=timezone.now(), created_by=template.created_by,
        )
        for at in range(1, count)
    ]  # fmt: skip
    for first in range(0, len(rows), AT_ONCE):
        make_rows(rows=rows[first : first + AT_ONCE], by=TEST, at=timezone.now())


@command(permission=Permission.MANAGE_PEOPLE)
def copy_rows(
    *, template: Model, statement: str, values: list[uuid.UUID], by: Actor, at: datetime
) -> Model:
    """Rows that one statement copies inside PostgreSQL; says so of what they are copied from."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
    say("bench_rows.copied", about=template)
    return template
