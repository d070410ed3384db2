"""Numbers that the system gives, in order and without a gap for two at once."""

from __future__ import annotations

from datetime import datetime

from django.db import connection
from django.db.models import IntegerField, Max, Model
from django.db.models.functions import Cast, Substr

from materials.models import Lot
from people.models.qualification import day_of


def next_lot_number(at: datetime) -> str:
    """L26-0001, L26-0002 … by the facility's year; held until the transaction ends."""
    prefix = f"L{day_of(at):%y}-"
    one_at_a_time("materials.lot")
    given = Lot.objects.filter(number__regex=rf"^{prefix}[0-9]{{4,9}}$")
    digits = Cast(Substr("number", len(prefix) + 1), IntegerField())
    last: int = given.aggregate(last=Max(digits))["last"] or 0
    return f"{prefix}{last + 1:04}"


def next_number(model: type[Model]) -> int:
    """The next of the model's `number`; held until the transaction ends."""
    one_at_a_time(model._meta.label_lower)
    last: int = model._default_manager.aggregate(last=Max("number"))["last"] or 0
    return last + 1


def one_at_a_time(what: str) -> None:
    """Whoever asks for the same waits until this transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [what])
