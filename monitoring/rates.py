"""Contamination rates: how many of the counted plates had any growth (Annex 1 9.12)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Count, Q
from django.db.models.functions import TruncMonth
from django.utils.timezone import get_default_timezone

from monitoring.models import Purpose, Sample, SampleState

BY = {
    "room": ("round__room__code",),
    "person": ("person__display_name",),
    "grade": ("grade",),
}


@dataclass(frozen=True)
class Rate:
    """Of what, in which month: `grown` of `counted` plates, and the percentage to one place."""

    what: str
    month: date
    counted: int
    grown: int

    @property
    def percent(self) -> Decimal:
        share = Decimal(100 * self.grown) / Decimal(self.counted)
        return share.quantize(Decimal("0.1"), ROUND_HALF_UP)


def rates(by: str, since: datetime) -> list[Rate]:
    """By room, person or grade and month of sampling, newest month first; monitoring only."""
    (name,) = BY[by]
    rows = Sample.objects.filter(
        state=SampleState.COUNTED, counted__isnull=False, taken_at__gte=since,
        round__purpose=Purpose.MONITORING,
    )  # fmt: skip
    if by == "person":
        rows = rows.filter(person__isnull=False)
    found: Iterable[tuple[str, datetime, int, int]] = (
        rows.annotate(month=TruncMonth("taken_at", tzinfo=get_default_timezone()))
        .values_list(name, "month")
        .annotate(all=Count("pk"), grown=Count("pk", filter=Q(counted__gt=0)))
        .order_by("-month", name)
    )
    return [Rate(what, month.date(), all_, grown) for what, month, all_, grown in found]
