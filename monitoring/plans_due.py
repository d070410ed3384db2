"""When each plan is due again."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Count, Max, Q, QuerySet

from monitoring.models import SamplingPlan
from people.models.qualification import day_of


def plans() -> QuerySet[SamplingPlan]:
    standing = SamplingPlan.objects.filter(ended_at__isnull=True).select_related("room")
    return standing.annotate(
        last_at=Max("rounds__begun_at", filter=Q(rounds__of_exits=False)),
        site_count=Count("places", filter=Q(places__removed_at__isnull=True), distinct=True),
    ).order_by("code")


def with_due() -> list[tuple[SamplingPlan, date | None]]:
    """Standing plans with the day on which the next round is due; none when it is on demand."""
    return [(plan, due_on(plan)) for plan in plans()]


def due_on(plan: SamplingPlan) -> date | None:
    last = getattr(plan, "last_at", None)
    if plan.every_days is None or last is None:
        return None
    return day_of(last) + timedelta(days=plan.every_days)
