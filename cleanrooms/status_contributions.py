"""What evidence of status adds: to deviations, files, work and what is told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cleanrooms.due import Due as StatusDue
from cleanrooms.due import dues
from cleanrooms.measured import Measured, in_doubt, last_good
from cleanrooms.models import Evidence
from documents.attaching import Subject as HasFiles
from documents.attaching import contribute_files
from integrity.models import AuditEvent
from people.models import Severity, User
from people.models.qualification import day_of
from people.notifications.about import About, Due
from people.notifications.kinds import contribute_due, notifies
from people.permissions import Permission
from people.work import Task, Waiting, contribute_work, waiting
from quality.subjects import (
    Context,
    Subject,
    Touched,
    contribute_context,
    contribute_impact,
    contribute_subject,
)

EVIDENCE = Evidence._meta.label_lower
LISTED = 40


def visible_evidence(user: User) -> QuerySet[Evidence]:
    found = Evidence.objects.select_related("room", "equipment__room", "recorded_by")
    return found if user.is_of_facility else found.none()


def evidence_page(evidence: Evidence) -> str:
    return reverse("evidence", args=[evidence.pk])


@contribute_subject(EVIDENCE, Permission.RAISE_DEVIATION)
def evidence_of_deviation(key: UUID) -> Subject | None:
    one = Evidence.objects.select_related("room", "equipment__room").filter(pk=key).first()
    if one is None:
        return None
    room = one.room or (one.equipment.room if one.equipment else None)
    return Subject(EVIDENCE, key, str(one), evidence_page(one), room=room.code if room else "")


@contribute_context(EVIDENCE)
def context_of_evidence(key: UUID) -> Context:
    """How it came out, and what was measured with the device since it was good last."""
    one = Evidence.objects.select_related("room", "equipment").get(pk=key)
    facts = [
        (_("Kind"), str(one.get_kind_display())), (_("Certificate"), one.reference),
        (_("Performed by"), one.performer), (_("Outcome"), str(one.get_outcome_display())),
    ]  # fmt: skip
    if one.as_found:
        readings = (one.get_as_found_display(), one.reading_found)
        facts.append((_("As found"), ", ".join(filter(None, map(str, readings)))))
    if one.reading_left:
        facts.append((_("As left"), one.reading_left))
    return Context((*facts, *_facts_in_doubt(one)), at=one.performed_at)


def _facts_in_doubt(one: Evidence) -> Iterator[tuple[str, str]]:
    found = in_doubt(one)
    if not one.found_bad or one.equipment is None:
        return
    good = last_good(one)
    yield _("Last good calibration"), day(good.performed_at) if good else _("none")
    for row in found[:LISTED]:
        yield _("Measured %(day)s") % {"day": day(row.at)}, in_a_line(row)
    if len(found) > LISTED:
        yield _("And more"), str(len(found) - LISTED)


def in_a_line(row: Measured) -> str:
    return " ".join(filter(None, (row.label, row.what)))


def day(at: datetime) -> str:
    return date_format(day_of(at), "j M Y")


@contribute_impact
def touched_by_evidence(subject: Subject, since: datetime, until: datetime) -> Iterator[Touched]:
    """Every record for which something was measured while the device was in doubt."""
    if subject.kind != EVIDENCE:
        return
    one = Evidence.objects.select_related("equipment").get(pk=subject.id)
    for row in in_doubt(one):
        if row.id is not None:
            yield Touched(row.kind, row.id, row.label, row.sponsor)


@contribute_work(
    "release-evidence",
    gettext_lazy("Evidence of status to release"),
    permission=Permission.RELEASE_STATUS,
)
def to_release(user: User, at: datetime, most: int) -> Waiting:
    """Recorded by somebody else, and not released; a qualification by quality assurance."""
    found = Evidence.objects.to_release().exclude(recorded_by=user)
    if not user.may(Permission.MANAGE_QUALITY):
        found = found.filter(kind__in=["CALIBRATION", "MAINTENANCE", "REPAIR"])
    rows = found.select_related("room", "equipment").order_by("recorded_at")
    return waiting(rows, most, _release)


@contribute_work(
    "status-due",
    gettext_lazy("Rooms and equipment that are due"),
    page=lambda: reverse("status-due"),
    permission=Permission.MANAGE_ROOMS,
)
def due_soon(user: User, at: datetime, most: int) -> Waiting:
    """What does not stand, and what ends within 30 days."""
    found = dues(at)
    return Waiting([_due(one) for one in found[:most]], len(found))


def _release(one: Evidence) -> Task:
    return Task(
        _("Release or withdraw it"), evidence_page(one), one.subject.code,
        line=str(one.get_kind_display()), sign="hold", word=one.word, since=one.recorded_at,
    )  # fmt: skip


def _due(one: StatusDue) -> Task:
    return Task(
        _("Requalify, calibrate or maintain it"), one.url, one.subject.code,
        line=str(one.line.need.label), sign=one.sign,
        word=str(one.line.standing.label) if one.is_open else _("Due soon"), due=one.at,
    )  # fmt: skip


def found_bad(event: AuditEvent) -> About | None:
    """Until it is withdrawn."""
    one = Evidence.objects.select_related("room", "equipment").get(pk=event.subject_id)
    if not one.stands:
        return None
    return About(code=one.subject.code, link=lambda user: evidence_page(one))


def due_status(at: datetime) -> Iterator[Due]:
    """30 days before the last day, and overdue since; told once for each last day."""
    for one in dues(at):
        if one.at is not None:
            yield Due(
                key=f"{one.subject.pk} {one.line.need} {one.at:%Y-%m-%d}", due_at=one.at,
                code=one.subject.code, link=lambda user, one=one: one.url,  # type: ignore[misc]
            )  # fmt: skip


contribute_files(Evidence, HasFiles(visible_evidence, evidence_page))
notifies(
    "evidence.found_bad", title=gettext_lazy("Room or device found bad"), severity=Severity.ALARM,
    about=found_bad,
)  # fmt: skip
contribute_due(
    "status.due", title=gettext_lazy("Qualification, calibration or maintenance is due"),
    severity=Severity.DUE, source=due_status,
)  # fmt: skip
