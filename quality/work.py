"""What quality asks of people: what they own, and what QA classifies, concludes and signs.

Each of the two sources reads all its kinds in one query.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import CharField, DateField, DateTimeField, F, QuerySet, UUIDField, Value
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.models import User
from people.models.qualification import day_of, end_of
from people.permissions import Permission
from people.work import NOTHING, Task, Waiting, contribute_work
from quality.models import (
    Agreement,
    Capa,
    CapaState,
    ChangeControl,
    ChangeState,
    Complaint,
    ComplaintState,
    Deviation,
    DeviationState,
    EngagementState,
    Impact,
    Outsourcing,
    OutsourcingState,
    SupplierApproval,
)

SOON = timedelta(days=60)
MOST = 500
OWN: dict[str, tuple[Any, str, str, str | Promise]] = {
    "deviations": (
        Deviation, DeviationState.INVESTIGATING, "deviations-record",
        gettext_lazy("Investigate the deviation"),
    ),
    "capa": (Capa, CapaState.OPEN, "capa-record", gettext_lazy("Do the CAPA and report it")),
    "changes": (
        ChangeControl, ChangeState.APPROVED, "changes-record", gettext_lazy("Make the change"),
    ),
    "complaints": (
        Complaint, ComplaintState.RECEIVED, "complaints-record",
        gettext_lazy("Answer the complaint"),
    ),
    "outsourcing": (
        Outsourcing, OutsourcingState.APPROVED, "outsourcing-record",
        gettext_lazy("Get the report of what is done elsewhere"),
    ),
}  # fmt: skip
MANAGED: dict[str, tuple[str, str | Promise]] = {
    "classify": ("deviations-record", gettext_lazy("Classify the deviation")),
    "conclude": ("impact", gettext_lazy("Assess and sign the impact")),
    "close": ("deviations-record", gettext_lazy("Close the deviation")),
    "check": ("capa-record", gettext_lazy("Check the effect of the CAPA")),
    "close-capa": ("capa-record", gettext_lazy("Close the CAPA")),
    "approve": ("changes-record", gettext_lazy("Approve the change")),
    "close-change": ("changes-record", gettext_lazy("Close the change")),
    "close-complaint": ("complaints-record", gettext_lazy("Close the complaint")),
    "outsource": ("outsourcing-record", gettext_lazy("Approve what is outsourced")),
    "sign-supplier": ("suppliers-record", gettext_lazy("Approve the supplier")),
    "renew-supplier": ("suppliers-record", gettext_lazy("Renew the approval")),
    "sign": ("agreements-record", gettext_lazy("Sign the agreement")),
    "renew": ("agreements-record", gettext_lazy("Renew the agreement")),
}


class Line(NamedTuple):
    """A row of any kind, as the union of all kinds gives it."""

    asked: str
    key: UUID
    code: str
    line: str
    due: date | None
    since: datetime


@contribute_work(
    "quality-own", gettext_lazy("My deviations, CAPA, changes and complaints"),
    permission=Permission.RAISE_DEVIATION, page=lambda: reverse("quality"),
)  # fmt: skip
def own_cases(user: User, at: datetime, most: int) -> Waiting:
    """What this person owns, in the state in which it waits for its owner."""
    rows = [
        line(model.objects.filter(owner=user, state=state), name)
        for name, (model, state, _page, _asked) in OWN.items()
    ]
    pages = {name: (page, asked) for name, (_model, _state, page, asked) in OWN.items()}
    mine = ChangeControl.objects.filter(owner=user, state=ChangeState.PROPOSED)
    unassessed = mine.filter(assessments__assessed_at__isnull=True).distinct()
    rows.append(line(unassessed, "assess"))
    pages["assess"] = ("changes-record", gettext_lazy("Have every area of the change assessed"))
    return of_lines(rows, pages, at, most)


@contribute_work(
    "quality", gettext_lazy("For quality assurance"), permission=Permission.MANAGE_QUALITY,
    page=lambda: reverse("quality"),
)  # fmt: skip
def managed_cases(user: User, at: datetime, most: int) -> Waiting:
    """What waits for quality assurance, as far as this person did not do it."""
    return of_lines(list(to_manage(user, at)), MANAGED, at, most)


def to_manage(user: User, at: datetime) -> Iterator[QuerySet[Any, Any]]:
    yield line(Deviation.objects.filter(state=DeviationState.RAISED), "classify")
    touching = Impact.objects.to_conclude().filter(deviation__closed_at__isnull=True)
    yield line(
        touching.exclude(deviation__state=DeviationState.RAISED), "conclude",
        code="subject_label", text="deviation__number", due="deviation__due_on",
        since="deviation__raised_at",
    )  # fmt: skip
    done = Deviation.objects.filter(state=DeviationState.INVESTIGATED)
    yield line(done.exclude(investigated_by=user), "close", since="investigated_at")
    done_by_others = Capa.objects.exclude(done_by=user)
    checks = done_by_others.filter(state=CapaState.DONE, check_on__lte=day_of(at))
    yield line(checks, "check", due="check_on", since="done_at")
    effective = done_by_others.filter(state=CapaState.EFFECTIVE)
    yield line(effective, "close-capa", since="done_at")
    proposed = ChangeControl.objects.filter(state=ChangeState.PROPOSED).exclude(raised_by=user)
    yield line(proposed.exclude(assessments__assessed_at__isnull=True), "approve")
    made = ChangeControl.objects.filter(state=ChangeState.IMPLEMENTED)
    yield line(made.exclude(implemented_by=user), "close-change", since="implemented_at")
    yield line(Complaint.objects.filter(state=ComplaintState.ANSWERED), "close-complaint")
    asked = Outsourcing.objects.filter(state=OutsourcingState.REQUESTED)
    yield line(asked.exclude(raised_by=user), "outsource")
    yield from engagements_to_manage(user, at)


def engagements_to_manage(user: User, at: datetime) -> Iterator[QuerySet[Any, Any]]:
    """Drafts of others to sign, and what ends within 60 days without another version."""
    drafts = Agreement.objects.filter(state=EngagementState.DRAFT).exclude(drafted_by=user)
    yield line(drafts, "sign", due="valid_until", since="drafted_at")
    suppliers = SupplierApproval.objects.filter(state=EngagementState.DRAFT)
    others = suppliers.exclude(drafted_by=user)
    yield line(others, "sign-supplier", due="valid_from", since="drafted_at")
    for model, asked in ((Agreement, "renew"), (SupplierApproval, "renew-supplier")):
        ending = model.objects.in_force(at).filter(
            valid_until__lte=day_of(at) + SOON, superseded_from__isnull=True
        )
        yield line(ending, asked, due="valid_until", since="signed_at")


def line(
    rows: QuerySet[Any],
    asked: str,
    *,
    code: str = "number",
    text: str = "title",
    due: str = "due_on",
    since: str = "raised_at",
) -> QuerySet[Any, Any]:
    """The same columns of every kind: what is asked, key, code, line, due and since."""
    told: QuerySet[Any, Any] = (
        rows.order_by()
        .annotate(
            w_asked=Value(asked),
            w_key=Cast("pk", UUIDField()),
            w_code=Cast(code, CharField()),
            w_line=Cast(text, CharField()),
            w_due=Cast(due, DateField()),
            w_since=Cast(since, DateTimeField()),
        )
        .values_list("w_asked", "w_key", "w_code", "w_line", "w_due", "w_since")
    )
    return told


def of_lines(
    rows: list[QuerySet[Any, Any]],
    pages: dict[str, tuple[str, str | Promise]],
    at: datetime,
    most: int,
) -> Waiting:
    """The first of all, what is due first; and how many there are, up to 500."""
    first, *others = rows
    found = first.union(*others, all=True).order_by(F("w_due").asc(nulls_last=True), "w_since")
    lines = [Line(*row) for row in found[:MOST]]
    if not lines:
        return NOTHING
    return Waiting([task(one, *pages[one.asked], at) for one in lines[:most]], len(lines))


def task(one: Line, page: str, asked: str | Promise, at: datetime) -> Task:
    late = one.due is not None and one.due < day_of(at)
    key = one.key if page == "impact" else one.code
    return Task(
        asked, reverse(page, args=[key]), one.code, line=one.line,
        sign="action" if late else "hold", word=_("Overdue") if late else _("Open"),
        due=end_of(one.due) if one.due else None, since=one.since,
    )  # fmt: skip
