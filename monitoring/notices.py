"""What people are told of monitoring: excursions, and plans that come due."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from integrity.models import AuditEvent
from monitoring.models import Excursion, ExcursionState
from monitoring.plans_due import with_due
from monitoring.seen import excursion_page, reads
from people.models import Severity
from people.models.qualification import day_of, end_of
from people.notifications.about import About, Due
from people.notifications.kinds import contribute_due, notifies

WARN = timedelta(days=1)


def opened(event: AuditEvent) -> About | None:
    """Until somebody acknowledged it."""
    found = Excursion.objects.get(pk=event.subject_id)
    if found.state != ExcursionState.OPEN:
        return None
    page = excursion_page(found)
    return About(code=str(found), link=lambda user: page, sees=reads)


def due_rounds(at: datetime) -> Iterator[Due]:
    """The day before a plan's next round."""
    page = reverse("sampling-plans")
    for plan, due in with_due():
        if due is not None and due <= day_of(at) + WARN:
            yield Due(
                key=f"{plan.pk} {due}", due_at=end_of(due), code=plan.code,
                link=lambda user: page, sees=reads,
            )  # fmt: skip


notifies(
    "excursion.action", title=_("Action limit exceeded"), severity=Severity.ALARM, about=opened
)
notifies("excursion.gap", title=_("No readings come"), severity=Severity.DUE, about=opened)
notifies("excursion.alert", title=_("Alert level exceeded"), severity=Severity.DUE, about=opened)
notifies(
    "excursion.trend", title=_("Three consecutive alerts"), severity=Severity.ALARM, about=opened
)
contribute_due(
    "round.due", title=_("Sampling round comes due"), severity=Severity.DUE, source=due_rounds
)
