"""The rules a facility begins with; it switches them off, alters them and adds its own."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from people.commands.notification_rules import define_rule
from people.models import NotificationRule, Role
from people.notifications.timing import Timing
from people.services import NOTIFIER

ADMINISTRATOR, QUALITY, QP = "system-administrator", "qa-reviewer", "qualified-person"
MANAGER, SUPERVISOR, PLANNER = "facility-manager", "supervisor", "planner"
PARTNER, MICROBIOLOGIST = "partner", "microbiologist"
CONCERNED = ""


class Draft(NamedTuple):
    """`then` are the roles that are told next, each with minutes."""

    event: str
    role: str
    by_mail: bool = False
    then: tuple[tuple[str, int], ...] = ()


RULES = (
    Draft("account.locked", ADMINISTRATOR, by_mail=True, then=((QUALITY, 60),)),
    Draft("account.factor_removed", CONCERNED, by_mail=True),
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
    Draft("document_version.submitted", QUALITY),
    Draft("document_version.submitted", MANAGER),
    Draft("document_version.reviewed", QUALITY),
    Draft("document_version.returned", CONCERNED),
    Draft("document_version.approved", CONCERNED),
    Draft("training.ends", CONCERNED, by_mail=True),
    Draft("training.ends", SUPERVISOR),
    Draft("document.review_due", CONCERNED, by_mail=True),
    Draft("document.review_due", QUALITY),
    Draft("deviation.raised", QUALITY, by_mail=True, then=((QP, 1440),)),
    Draft("deviation.classified", CONCERNED, by_mail=True),
    Draft("deviation.due", CONCERNED, by_mail=True),
    Draft("deviation.due", QUALITY),
    Draft("impact.concluded", PARTNER, by_mail=True),
    Draft("impact.reopened", PARTNER, by_mail=True),
    Draft("capa.opened", CONCERNED, by_mail=True),
    Draft("capa.cancelled", CONCERNED, by_mail=True),
    Draft("capa.due", CONCERNED, by_mail=True),
    Draft("capa.due", QUALITY),
    Draft("change.due", CONCERNED, by_mail=True),
    Draft("change.due", QUALITY),
    Draft("complaint.received", QUALITY, by_mail=True),
    Draft("complaint.received", QP, by_mail=True),
    Draft("complaint.due", CONCERNED, by_mail=True),
    Draft("complaint.due", QUALITY),
    Draft("outsourcing.due", CONCERNED, by_mail=True),
    Draft("outsourcing.due", QUALITY),
    Draft("agreement.ends", MANAGER),
    Draft("agreement.ends", QUALITY),
    Draft("supplier_approval.ends", PLANNER),
    Draft("supplier_approval.ends", QUALITY),
    Draft("evidence.found_bad", QUALITY, by_mail=True),
    Draft("evidence.found_bad", MANAGER, by_mail=True),
    Draft("status.due", MANAGER, by_mail=True),
    Draft("status.due", QUALITY),
    Draft("excursion.action", QUALITY, by_mail=True, then=((QP, 240),)),
    Draft("excursion.action", MICROBIOLOGIST, by_mail=True),
    Draft("excursion.alert", MICROBIOLOGIST),
    Draft("excursion.gap", MANAGER, by_mail=True),
    Draft("excursion.gap", MICROBIOLOGIST),
    Draft("excursion.trend", QUALITY, by_mail=True),
    Draft("excursion.trend", MICROBIOLOGIST),
    Draft("round.due", MICROBIOLOGIST),
    Draft("booking.requested", MANAGER),
    Draft("booking.approved", CONCERNED),
    Draft("booking.refused", CONCERNED, by_mail=True),
    Draft("booking.moved", CONCERNED, by_mail=True),
    Draft("booking.cancelled", CONCERNED, by_mail=True),
    Draft("booking.no_show", CONCERNED, by_mail=True),
    Draft("booking.no_show", MANAGER),
    Draft("lot.received", QUALITY),
    Draft("hold.placed", QUALITY, by_mail=True),
    Draft("hold.placed", MANAGER),
    Draft("recall.begun", QUALITY, by_mail=True),
    Draft("recall.begun", QP, by_mail=True),
    Draft("material.low", PLANNER),
    Draft("material.low", MANAGER),
    Draft("lot.ends", QUALITY),
    Draft("lot.ends", PLANNER),
)


def lay_missing_rules(at: datetime) -> None:
    """An event that came with a later release gets its rules once: rules are never deleted."""
    needed = {draft.role for draft in RULES if draft.role}
    is_founded = Role.objects.filter(code__in=needed).count() == len(needed)
    ruled = set(NotificationRule.objects.values_list("event", flat=True))
    if is_founded and not ruled.issuperset(draft.event for draft in RULES):
        lay_rules(at, [draft for draft in RULES if draft.event not in ruled])


def lay_rules(at: datetime, drafts: Iterable[Draft] = RULES) -> None:
    """Defines them, when the roles are there and the installation begins."""
    roles = {role.code: role for role in Role.objects.all()}
    for draft in drafts:
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
