"""Numbers of a kind and year, one after the other without gaps: DEV-26-0001."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import IntegerField, Max
from django.db.models.functions import Cast, Substr

from people.models.qualification import day_of
from quality.models.numbered import Numbered


def next_number(model: type[Numbered], at: datetime) -> str:
    """The next number, held for the running command alone until it is committed or undone.

    Who comes at the same moment waits for that, so that none is given twice and none is lost.
    """
    begin = f"{model.prefix}-{day_of(at):%y}-"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [begin])
    rows: Any = model._default_manager.filter(number__startswith=begin)
    sequence = Cast(Substr("number", len(begin) + 1), IntegerField())
    last = rows.aggregate(last=Max(sequence))["last"] or 0
    return f"{begin}{last + 1:04}"
