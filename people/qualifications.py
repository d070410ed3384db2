"""The qualifications a facility begins with; it may add its own."""

from __future__ import annotations

import calendar
from datetime import date
from typing import TypedDict


class QualificationDraft(TypedDict):
    code: str
    title: str
    months: int | None
    warning_days: int


GOWNING = "gowning"
ASEPTIC = "aseptic-simulation"

QUALIFICATIONS: list[QualificationDraft] = [
    {"code": GOWNING, "title": "Gowning, grade A/B", "months": 12, "warning_days": 30},
    {
        "code": ASEPTIC,
        "title": "Aseptic process simulation",
        "months": 12,
        "warning_days": 60,
    },
    {"code": "hygiene", "title": "Hygiene and behaviour", "months": 12, "warning_days": 30},
    {"code": "visual-inspection", "title": "Visual inspection", "months": 12, "warning_days": 30},
    {"code": "biosafety", "title": "Work with GMOs", "months": 24, "warning_days": 30},
    {"code": "gmp", "title": "GMP, initial training", "months": None, "warning_days": 0},
]


def after_months(day: date, months: int | None) -> date | None:
    """The same day so many months later, or the last one of a shorter month."""
    if months is None:
        return None
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
