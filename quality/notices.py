"""What people are told of quality: what is raised, what comes due, what agreements end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from integrity.models import AuditEvent
from people.models import Severity, User
from people.models.qualification import day_of, end_of
from people.notifications.about import About, Due
from people.notifications.kinds import contribute_due, notifies
from people.permissions import Permission
from quality.models import (
    Agreement,
    Capa,
    ChangeControl,
    Complaint,
    Deviation,
    DeviationState,
    Impact,
    Outsourcing,
    SupplierApproval,
)
from quality.parts.cases import address
from quality.parts.engagements import address as agreed_at

WARN = timedelta(days=3)
ENDS = timedelta(days=60)


def reads(user: User) -> bool:
    """People of the facility who read the records of quality."""
    return user.is_of_facility and user.may(Permission.VIEW_QUALITY)


def about_case(case: Any) -> dict[str, Any]:
    """Its number, its page, and its owner as whom it concerns."""
    page = address(case)
    return {
        "code": case.number,
        "link": lambda user: page,
        "sees": reads,
        "concerns": (case.owner_id,) if case.owner_id else (),
    }


def raised(event: AuditEvent) -> About | None:
    """Until it is classified."""
    deviation = Deviation.objects.get(pk=event.subject_id)
    if deviation.state != DeviationState.RAISED:
        return None
    return About(**about_case(deviation))


def owned(event: AuditEvent) -> About:
    return About(**about_case(Deviation.objects.get(pk=event.subject_id)))


def opened(event: AuditEvent) -> About:
    return About(**about_case(Capa.objects.get(pk=event.subject_id)))


def received(event: AuditEvent) -> About:
    return About(**about_case(Complaint.objects.get(pk=event.subject_id)))


def cancelled(event: AuditEvent) -> About:
    """To the owner of what the action was for."""
    capa = Capa.objects.select_related("deviation", "complaint").get(pk=event.subject_id)
    of = capa.deviation or capa.complaint
    owner = of.owner_id if of else None
    return About(**{**about_case(capa), "concerns": (owner,) if owner else ()})


def concluded(event: AuditEvent) -> About:
    """To the sponsor's people whose record it is, by the number that they know."""
    impact = Impact.objects.select_related("deviation").get(pk=event.subject_id)
    page = reverse("impact", args=[impact.pk])

    def sees(user: User) -> bool:
        if user.is_of_facility:
            return user.may(Permission.VIEW_QUALITY)
        mine = Impact.objects.visible_to(user).filter(pk=impact.pk)
        return user.may(Permission.VIEW_IMPACTS) and mine.exists()

    return About(code=impact.number, link=lambda user: page, sees=sees)


def due_of(model: Any) -> Callable[[datetime], Iterator[Due]]:
    """Three days before its day, until it is closed."""

    def source(at: datetime) -> Iterator[Due]:
        for case in model.objects.open().filter(due_on__lte=day_of(at) + WARN):
            yield Due(
                key=f"{case.pk} {case.due_on}", due_at=end_of(case.due_on), **about_case(case)
            )

    return source


def ending_of(model: Any) -> Callable[[datetime], Iterator[Due]]:
    """60 days before their last day, unless another version is signed."""

    def source(at: datetime) -> Iterator[Due]:
        soon = model.objects.in_force(at).filter(
            valid_until__lte=day_of(at) + ENDS, superseded_from__isnull=True
        )
        for one in soon:
            yield Due(
                key=f"{one.pk} {one.valid_until}", due_at=end_of(one.valid_until),
                code=one.number, link=_to(agreed_at(one)), sees=reads,
            )  # fmt: skip

    return source


def _to(page: str) -> Callable[[User], str]:
    return lambda user: page


notifies(
    "deviation.raised", title=_("Deviation raised, to be classified"), severity=Severity.ALARM,
    about=raised,
)  # fmt: skip
notifies(
    "deviation.classified", title=_("Deviation to be investigated"), severity=Severity.DUE,
    about=owned,
)  # fmt: skip
notifies("capa.opened", title=_("CAPA to be done"), severity=Severity.DUE, about=opened)
notifies(
    "complaint.received", title=_("Complaint received"), severity=Severity.ALARM, about=received
)
notifies(
    "capa.cancelled", title=_("CAPA cancelled: is another one needed?"), severity=Severity.DUE,
    about=cancelled,
)  # fmt: skip
notifies(
    "impact.concluded", title=_("Impact of a deviation concluded"), severity=Severity.INFO,
    about=concluded,
)  # fmt: skip
notifies(
    "impact.reopened", title=_("Impact of a deviation is assessed anew"), severity=Severity.DUE,
    about=concluded,
)  # fmt: skip
for name, title, model in (
    ("deviation.due", _("Deviation comes due"), Deviation),
    ("capa.due", _("CAPA comes due"), Capa),
    ("change.due", _("Change comes due"), ChangeControl),
    ("complaint.due", _("Complaint comes due"), Complaint),
    ("outsourcing.due", _("Report of an outsourced activity comes due"), Outsourcing),
):
    contribute_due(name, title=title, severity=Severity.DUE, source=due_of(model))
for name, title, signed in (
    ("agreement.ends", _("Agreement ends"), Agreement),
    ("supplier_approval.ends", _("Approval of a supplier ends"), SupplierApproval),
):
    contribute_due(name, title=title, severity=Severity.DUE, source=ending_of(signed))
