"""Questions that several pages ask of controlled documents."""

from __future__ import annotations

from datetime import datetime, timedelta

from documents.models import DocumentVersion
from documents.models.controlled import Versions
from people.models.qualification import day_of

SOON = timedelta(days=30)


def reviews_due(at: datetime) -> Versions:
    """Effective versions whose periodic review is due within 30 days."""
    rows = DocumentVersion.objects.review_due(day_of(at + SOON))
    return rows.select_related("document__owner").order_by("next_review_on", "pk")
