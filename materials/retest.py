"""When a lot is to be tested again."""

from __future__ import annotations

from datetime import datetime

from materials.models import Material
from people.models.qualification import day_of, end_of
from people.qualifications import after_months


def retest_from(material: Material, at: datetime) -> datetime | None:
    """The end of the day so many months later; nothing when it is never tested again."""
    due = after_months(day_of(at), material.retest_months)
    return end_of(due) if due else None
