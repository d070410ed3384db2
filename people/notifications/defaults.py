"""The rules a facility begins with; it switches them off, alters them and adds its own."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from people.commands.notification_rules import define_rule
from people.models import NotificationRule, Role
from people.notifications.timing import Timing
from people.services import NOTIFIER

ADMINISTRATOR, QUALITY, QP = "system-administrator", "qa-reviewer", "qualified-person"
MANAGER, SUPERVISOR = "facility-manager", "supervisor"
CONCERNED = ""


class Draft(NamedTuple):
    """`then` are the roles that are told next, each with minutes."""

    event: str
    role: str
    by_mail: bool = False
    then: tuple[tuple[str, int], ...] = ()


RULES = (
    Draft("account.locked", ADMINISTRATOR, by_mail=True, then=((QUALITY, 60),)),
    Draft("trail.broken", ADMINISTRATOR, by_mail=True, then=((QP, 60),)),
    Draft("trail.broken", QUALITY, by_mail=True),
    Draft("job.failed", ADMINISTRATOR, by_mail=True),
    Draft("master.written", QUALITY),
    Draft("batch.executed", QUALITY),
    Draft("blockers.overruled", QUALITY, by_mail=True, then=((QP, 240),)),
    Draft("delegation.given", CONCERNED, by_mail=True),
    Draft("delegation.ends", CONCERNED),
    Draft("access_review.due", QUALITY, by_mail=True),
    Draft("access_review.due", MANAGER),
    Draft("access_review.opened", QUALITY),
    Draft("access_review.opened", MANAGER),
    Draft("qualification.ends", CONCERNED, by_mail=True),
    Draft("qualification.ends", QUALITY),
    Draft("qualification.ends", MANAGER),
    Draft("qualification.ends", SUPERVISOR),
)


def lay_missing_rules(at: datetime) -> None:
    """An installation older than notifications gets them once; rules are never deleted."""
    needed = {draft.role for draft in RULES if draft.role}
    is_founded = Role.objects.filter(code__in=needed).count() == len(needed)
    if is_founded and not NotificationRule.objects.exists():
        lay_rules(at)


def lay_rules(at: datetime) -> None:
    """Defines them, when the roles are there and the installation begins."""
    roles = {role.code: role for role in Role.objects.all()}
    for draft in RULES:
        (second, third) = (*draft.then, *(("", None),) * 2)[:2]
        timing = Timing(
            by_mail=draft.by_mail,
            second_role=roles.get(second[0]), second_minutes=second[1],
            third_role=roles.get(third[0]), third_minutes=third[1],
        )  # fmt: skip
        define_rule(
            event=draft.event, role=roles[draft.role] if draft.role else None, timing=timing,
            by=NOTIFIER, at=at,
        )  # fmt: skip
