"""What one person was told, and what others know already."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Case, Count, F, Q, QuerySet, Value, When

from integrity.refusals import Text
from people.models import Matter, Notification, Severity, User
from people.notifications.registry import title_of

OPEN = Q(acknowledged_at__isnull=True)


@dataclass(frozen=True)
class Bell:
    """How many are not acknowledged, and how many of them are alarms."""

    open: int
    alarms: int


@dataclass(frozen=True)
class Row:
    """A notification in words; `known` is the matter as others acknowledged it, if anybody did."""

    notification: Notification
    title: Text
    severity: Severity
    known: Matter | None

    @property
    def is_alarm(self) -> bool:
        return self.severity == Severity.ALARM


def bell(user: User) -> Bell:
    """One query, from the index of open notifications."""
    mine = Notification.objects.filter(OPEN, user=user)
    alarms = Count("pk", filter=Q(severity=Severity.ALARM))
    return Bell(**mine.aggregate(open=Count("pk"), alarms=alarms))


def inbox(user: User, *, only_open: bool) -> QuerySet[Notification]:
    """Not acknowledged first, of these alarms first, then the newest."""
    mine = Notification.objects.filter(user=user)
    found = mine.filter(OPEN) if only_open else mine
    urgent = Case(When(OPEN, then=F("severity")), default=Value(0))
    return found.select_related("matter").order_by(urgent.desc(), "-told_at", "pk")


def rows(notifications: Sequence[Notification]) -> list[Row]:
    known = _known_to_others([one.matter for one in notifications])
    return [
        Row(
            notification=one,
            title=title_of(one.matter.kind),
            severity=Severity(one.severity),
            known=next((m for m in known if _is_same(m, one.matter) and _is_others(m, one)), None),
        )
        for one in notifications
    ]


def _known_to_others(matters: Iterable[Matter]) -> list[Matter]:
    """The same events by whatever rule, acknowledged; the first one first."""
    events = {one.event_id for one in matters if one.event_id}
    keys = {one.due_key for one in matters if one.due_key}
    same = Matter.objects.filter(Q(event__in=events) | Q(due_key__in=keys))
    known = same.filter(acknowledged_at__isnull=False).select_related("acknowledged_by")
    return list(known.order_by("acknowledged_at"))


def _is_same(known: Matter, matter: Matter) -> bool:
    if matter.event_id:
        return known.event_id == matter.event_id
    return (known.due_key, known.kind) == (matter.due_key, matter.kind)


def _is_others(known: Matter, notification: Notification) -> bool:
    return known.acknowledged_by_id != notification.user_id
