"""How many deviations there were in a time, by room, product or cause, and of which class."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from quality.models import Cause, Classification, Deviation, DeviationState

COLUMNS = {
    "room": ("room_code", _("Room")),
    "product": ("product_code", _("Product")),
    "cause": ("cause", _("Cause")),
}
CLASSES = (*Classification.values, "")
MONTHS = {"3": 91, "12": 365, "36": 1096}  # as asked, in days
MOST = 30


@dataclass(frozen=True)
class Trend:
    """One room, product or cause: `counts` are in the order of CLASSES, the last not classified."""

    label: Any
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.counts)


def trends(by: str, since: datetime, until: datetime) -> list[Trend]:
    """The most frequent first; what was found to be none is left out."""
    column, _label = COLUMNS[by]
    counted = {
        f"of_{name or 'none'}": Count("pk", filter=Q(classification=name)) for name in CLASSES
    }
    rows: QuerySet[Any, dict[str, Any]] = (
        Deviation.objects.filter(occurred_at__gte=since, occurred_at__lt=until)
        .exclude(state=DeviationState.REJECTED)
        .order_by()
        .values(column)
        .annotate(total=Count("pk"), **counted)
        .order_by("-total", column)
    )
    return [
        Trend(label_of(by, row[column]), tuple(row[name] for name in counted))
        for row in rows[:MOST]
    ]


def trend_asked(sent: Mapping[str, str]) -> tuple[str, str]:
    """By what and how many months back; what is not understood is the usual."""
    by, months = sent.get("by", ""), sent.get("months", "")
    return by if by in COLUMNS else "room", months if months in MONTHS else "12"


def trends_until(at: datetime, by: str, months: str) -> list[Trend]:
    return trends(by, at - timedelta(days=MONTHS[months]), at)


def label_of(by: str, code: str) -> Any:
    if not code:
        return _("none named")
    return Cause(code).label if by == "cause" else code
