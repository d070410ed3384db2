"""How many deviations or complaints there were in a time: by what, and of which class."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from people.models.qualification import day_of
from quality.models import Cause, Classification, Complaint, Deviation, DeviationState

CLASSES = (*Classification.values, "")
MONTHS = {"3": 91, "12": 365, "36": 1096}  # as asked, in days
MOST = 30
COLUMNS: dict[str, dict[str, tuple[str, Any]]] = {
    "deviations": {
        "room": ("room_code", _("Room")),
        "product": ("product_code", _("Product")),
        "cause": ("cause", _("Cause")),
    },
    "complaints": {
        "product": ("product_code", _("Product")),
        "sender": ("organisation__name", _("From")),
        "cause": ("deviation__cause", _("Cause")),
    },
}
TITLES = {"deviations": _("Deviations"), "complaints": _("Complaints")}


@dataclass(frozen=True)
class Trend:
    """One room, product, sender or cause: `counts` are in the order of CLASSES, the last of no
    class yet.
    """

    label: Any
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.counts)


@dataclass(frozen=True)
class TrendAsked:
    """Of which kind, by what, and how many months back."""

    of: str = "deviations"
    by: str = "room"
    months: str = "12"

    @classmethod
    def of_address(cls, sent: Mapping[str, str]) -> TrendAsked:
        """What is not understood is the usual."""
        of, by, months = (sent.get(name, "") for name in ("of", "by", "months"))
        of = of if of in COLUMNS else cls.of
        by = by if by in COLUMNS[of] else next(iter(COLUMNS[of]))
        return cls(of, by, months if months in MONTHS else cls.months)

    @property
    def column(self) -> str:
        return COLUMNS[self.of][self.by][0]

    @property
    def label(self) -> Any:
        return COLUMNS[self.of][self.by][1]

    @property
    def title(self) -> str:
        return _("%(kind)s by %(what)s") % {
            "kind": TITLES[self.of], "what": str(self.label).lower(),
        }  # fmt: skip

    def until(self, at: datetime) -> list[Trend]:
        return trends(self, at - timedelta(days=MONTHS[self.months]), at)


def trends(asked: TrendAsked, since: datetime, until: datetime) -> list[Trend]:
    """The most frequent first; what was found to be no deviation is left out."""
    counted = {
        f"of_{name or 'none'}": Count("pk", filter=Q(classification=name)) for name in CLASSES
    }
    rows: QuerySet[Any, dict[str, Any]] = (
        rows_of(asked.of, since, until)
        .order_by()
        .values(asked.column)
        .annotate(total=Count("pk"), **counted)
        .order_by("-total", asked.column)
    )
    return [
        Trend(label_of(asked.by, row[asked.column]), tuple(row[name] for name in counted))
        for row in rows[:MOST]
    ]


def rows_of(of: str, since: datetime, until: datetime) -> QuerySet[Any]:
    """A deviation counts on the day it happened, a complaint on the day it came."""
    if of == "complaints":
        return Complaint.objects.filter(
            received_on__gte=day_of(since), received_on__lte=day_of(until)
        )
    happened = Deviation.objects.filter(occurred_at__gte=since, occurred_at__lt=until)
    return happened.exclude(state=DeviationState.REJECTED)


def label_of(by: str, code: str | None) -> Any:
    if not code:
        return _("none named")
    return Cause(code).label if by == "cause" else code
