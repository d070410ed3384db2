"""What time brings: the next level of a rule, what comes due, letters that were not taken."""

from __future__ import annotations

import logging
from datetime import datetime

from integrity.refusals import Refused
from people.commands.notifications import notify, settle, tell_next
from people.models import Matter, NotificationRule
from people.notifications.about import About, Due
from people.notifications.letters import ask_again
from people.notifications.registry import KINDS, Kind, due_kinds
from people.services import NOTIFIER

log = logging.getLogger(__name__)


def sweep(at: datetime) -> None:
    """Called every minute by beat; whatever stops it, the next minute goes on from there."""
    for kind in due_kinds():
        tell_of_due(kind, at)
    tell_next_levels(at)
    ask_again(at)


def tell_of_due(kind: Kind, at: datetime) -> int:
    """Whatever is due now and was not told of; returns how many are new."""
    rules = list(NotificationRule.objects.on(kind.name))
    found = list(_due_now(kind, at)) if rules else []
    return sum(_tell_new(rule, found, at) for rule in rules)


def _tell_new(rule: NotificationRule, found: list[Due], at: datetime) -> int:
    known = Matter.objects.filter(rule=rule, due_key__in=[one.key for one in found])
    keys = set(known.values_list("due_key", flat=True))
    return sum(_told_of(rule, one, at) for one in found if one.key not in keys)


def _told_of(rule: NotificationRule, due: Due, at: datetime) -> bool:
    try:
        notify(rule=rule, about=due, begun_at=at, by=NOTIFIER, at=at)
    except Refused:
        return False  # another sweep was first
    return True


def tell_next_levels(at: datetime) -> int:
    """Matters whose next level is to be told by now; returns how many were."""
    due = Matter.objects.filter(next_at__lte=at).order_by("next_at")
    return sum(_told_next(matter, at) for matter in due.select_related("rule", "event"))


def _told_next(matter: Matter, at: datetime) -> bool:
    try:
        about = about_of(matter, at)
        if about is None or not matter.rule.is_on:
            settle(matter=matter, by=NOTIFIER, at=at)
            return False
        tell_next(matter=matter, about=about, by=NOTIFIER, at=at)
    except Refused:
        return False  # acknowledged, or told by another sweep, a moment ago
    except Exception:
        log.exception("Nobody could be told of %s; the next sweep tries again.", matter.pk)
        return False
    return True


def about_of(matter: Matter, at: datetime) -> About | None:
    """What the matter is about; None when it is not due any more, or nobody knows it."""
    kind = KINDS.get(matter.kind)
    if kind is None:
        return None
    if kind.describe and matter.event:
        return kind.describe(matter.event)
    return next((one for one in _due_now(kind, at) if one.key == matter.due_key), None)


def _due_now(kind: Kind, at: datetime) -> list[Due]:
    return list(kind.source(at)) if kind.source else []
