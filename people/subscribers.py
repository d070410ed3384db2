"""What follows from events that people are told of."""

from __future__ import annotations

from django.utils import timezone

from integrity.models import AuditEvent
from people.commands.notifications import notify
from people.models import Matter, NotificationRule
from people.notifications.about import About
from people.notifications.registry import KINDS, Kind
from people.services import NOTIFIER


def tell_people(event: AuditEvent) -> None:
    """Subscribed to every event that can be told of: each rule of the event makes a matter."""
    kind = KINDS[event.verb]
    rules = list(NotificationRule.objects.on(event.verb))
    if not rules or kind.describe is None:
        return
    about = kind.describe(event)
    if about is None:
        return
    for rule in rules:
        if not _is_told_already(kind, rule, about):
            notify(
                rule=rule, about=about, event=event, begun_at=event.at, by=NOTIFIER,
                at=timezone.now(),
            )  # fmt: skip


def _is_told_already(kind: Kind, rule: NotificationRule, about: About) -> bool:
    """The same again, before anybody acknowledged the first."""
    waiting = Matter.objects.filter(rule=rule, code=about.code, acknowledged_at__isnull=True)
    return not kind.repeats and waiting.exists()
