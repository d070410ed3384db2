"""What is shown of CAPA, changes and complaints."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from quality.models import (
    Capa,
    CapaCheck,
    ChangeControl,
    Classification,
    Complaint,
    Outsourcing,
)
from quality.parts.cases import case_row, numbered, who_and_when
from quality.parts.deviations import action_row
from quality.parts.shapes import Fact, Part
from quality.subjects import subject_of


def capa_parts(capa: Capa, at: datetime) -> list[Part]:
    what = [
        Fact(_("Action"), capa.description),
        Fact(_("Kind"), capa.get_kind_display()),
        *origin(capa),
        *who_and_when(capa, at),
    ]
    checks = [check_row(one) for one in capa.checks.select_related("checked_by")]
    return [
        Part(_("What is done"), what),
        Part(_("Did it help"), list(effect(capa))),
        Part(_("Checks"), rows=checks, none=_("Nobody has checked it yet.")),
    ]


def origin(capa: Capa) -> Iterator[Fact]:
    if capa.deviation:
        yield numbered(_("For the deviation"), capa.deviation)
    if capa.complaint:
        yield numbered(_("For the complaint"), capa.complaint)


def effect(capa: Capa) -> Iterator[Fact]:
    if capa.done_by:
        yield Fact(_("Done by"), capa.done_by.display_name)
        yield Fact(_("Done"), at=capa.done_at)
    yield Fact(_("Evidence"), capa.evidence or "–")
    yield Fact(_("It helped when"), capa.criterion)
    yield Fact(_("Checked from"), day=capa.check_on)


def check_row(check: CapaCheck) -> list[Fact]:
    sign, word = ("ok", _("It helped")) if check.is_effective else ("alert", _("It did not help"))
    return [
        Fact(_("Checked"), at=check.checked_at),
        Fact(_("Outcome"), word, sign=sign),
        Fact(_("What was found"), check.finding),
        Fact(_("Evidence then"), check.action["evidence"]),
        Fact(_("By"), check.checked_by.display_name if check.checked_by else "–"),
    ]


def capa_row(capa: Capa, at: datetime) -> list[Fact]:
    source = capa.deviation or capa.complaint
    of = numbered(_("For"), source) if source else Fact(_("For"), "–")
    return case_row(capa, at, of)


def change_parts(change: ChangeControl, at: datetime) -> list[Part]:
    what = [
        Fact(_("What is changed"), change.description),
        Fact(_("Why"), change.why),
        *who_and_when(change, at),
    ]
    areas = [
        [
            Fact(_("Area"), one.get_area_display()),
            Fact(_("Assessment"), one.assessment or _("not assessed yet")),
            Fact(_("By"), one.assessed_by.display_name if one.assessed_by else "–"),
        ]
        for one in change.assessments.select_related("assessed_by")
    ]
    done = [Fact(_("How it was made"), change.implementation or "–")]
    if change.implemented_by:
        done.append(Fact(_("Implemented by"), change.implemented_by.display_name))
        done.append(Fact(_("Implemented"), at=change.implemented_at))
    return [
        Part(_("The change"), what),
        Part(_("What it bears on"), rows=areas),
        Part(_("Records"), rows=list(links(change)), none=_("It names no record.")),
        Part(_("Implementation"), done),
    ]


def links(change: ChangeControl) -> Iterator[list[Fact]]:
    for one in change.links.select_related("linked_by"):
        yield [
            Fact(_("Record"), one.label, url=one.url, code=True),
            Fact(_("Named"), at=one.linked_at) if one.linked_at else Fact(_("Named"), "–"),
            Fact(_("By"), one.linked_by.display_name if one.linked_by else "–"),
            Fact(_("Reason"), one.reason or "–"),
        ]


def change_row(change: ChangeControl, at: datetime) -> list[Fact]:
    return case_row(change, at)


def complaint_parts(complaint: Complaint, at: datetime) -> list[Part]:
    what = [
        Fact(_("From"), complaint.organisation.name),
        Fact(_("Received"), day=complaint.received_on),
        Fact(_("Product and batch"), complaint.about),
        *record_of(complaint),
        Fact(_("Complaint"), complaint.description),
        class_of(complaint),
        *who_and_when(complaint, at),
    ]
    found = [
        numbered(_("Deviation"), complaint.deviation)
        if complaint.deviation
        else Fact(_("Deviation"), "–"),
        Fact(_("Answer"), complaint.answer or "–"),
    ]
    actions = [action_row(one, at) for one in complaint.actions.all()]
    return [
        Part(_("What is complained of"), what),
        Part(_("What was found"), found),
        Part(_("CAPA"), rows=actions, none=_("None.")),
    ]


def record_of(one: Complaint | Outsourcing) -> Iterator[Fact]:
    """The record of ours that it is about, with the way to its page."""
    if one.subject_id is not None:
        subject = subject_of(one.subject_kind, one.subject_id)
        page = subject.url if subject else ""
        yield Fact(_("Record"), one.subject_label, url=page, code=True)


def class_of(complaint: Complaint) -> Fact:
    found = Classification(complaint.classification)
    return Fact(_("Class"), found.label, sign=found.sign)


def complaint_row(complaint: Complaint, at: datetime) -> list[Fact]:
    return case_row(
        complaint, at, Fact(_("From"), complaint.organisation.name), class_of(complaint)
    )


def outsourcing_parts(asked: Outsourcing, at: datetime) -> list[Part]:
    what = [
        Fact(_("What is done there"), asked.description),
        Fact(_("By"), asked.organisation.name),
        Fact(_("Approved as"), asked.get_kind_display()),
        Fact(_("Test or service"), asked.item_code or "–", code=bool(asked.item_code)),
        *record_of(asked),
        *who_and_when(asked, at),
    ]
    came = [Fact(_("What came back"), asked.report or "–")]
    return [Part(_("What is outsourced"), what), Part(_("Report"), came)]


def outsourcing_row(asked: Outsourcing, at: datetime) -> list[Fact]:
    return case_row(asked, at, Fact(_("By"), asked.organisation.name))
