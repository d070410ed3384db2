"""Numbers of a kind and year, one after the other without gaps: DEV-26-0001."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import IntegerField, Max
from django.db.models.functions import Cast, Substr

from people.models.qualification import day_of
from quality.models.impact import Impact
from quality.models.numbered import Numbered


def next_number(model: type[Numbered], at: datetime) -> str:
    """The next number, held for the running command alone until it is committed or undone.

    Who comes at the same moment waits for that, so that none is given twice and none is lost.
    """
    return _after_last(model, f"{model.prefix}-{day_of(at):%y}-", 1)[0]


def impact_numbers(sponsor: str, at: datetime, count: int) -> list[str]:
    """The next numbers of impacts on this sponsor's records, by its code: IMP-HALDEN-26-0001.

    Each sponsor's are counted for themselves, so that none tells how many another has; those of
    the facility's own records have no code.
    """
    whose = f"{sponsor}-" if sponsor else ""
    return _after_last(Impact, f"IMP-{whose}{day_of(at):%y}-", count)


def _after_last(model: Any, begin: str, count: int) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [begin])
    rows: Any = model._default_manager.filter(number__startswith=begin)
    sequence = Cast(Substr("number", len(begin) + 1), IntegerField())
    last = rows.aggregate(last=Max(sequence))["last"] or 0
    return [f"{begin}{last + place:04}" for place in range(1, count + 1)]
