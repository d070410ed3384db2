"""What is shown of a deviation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from quality.analysis import risk_priority
from quality.models import Capa, Cause, Classification, Conclusion, Deviation, Impact, ImpactState
from quality.parts.cases import case_row, numbered, state_of, who_and_when
from quality.parts.shapes import Fact, Part
from quality.subjects import subject_of


def deviation_parts(deviation: Deviation, at: datetime) -> list[Part]:
    return [
        Part(_("What happened"), list(happened(deviation))),
        Part(_("Responsibility"), [class_of(deviation), *who_and_when(deviation, at)]),
        *investigation(deviation),
        touched(deviation),
        Part(
            _("CAPA"),
            rows=[action_row(one, at) for one in deviation.actions.all()],
            none=deviation.no_capa_reason or _("None yet."),
        ),
    ]


def action_row(capa: Capa, at: datetime) -> list[Fact]:
    """Of one that was cancelled the reason too."""
    return [
        numbered(_("Number"), capa),
        Fact(_("Title"), capa.title),
        state_of(capa, at),
        Fact(_("Reason"), capa.ending or "–"),
    ]


def touched(deviation: Deviation) -> Part:
    return Part(
        _("What it means"),
        rows=[impact_row(one) for one in deviation.impacts.select_related("sponsor")],
        none=_("It touches no record that the system knows."),
    )


def happened(deviation: Deviation) -> Iterator[Fact]:
    if deviation.subject_id is not None:
        subject = subject_of(deviation.subject_kind, deviation.subject_id)
        yield Fact(_("About"), deviation.subject_label, url=subject.url if subject else "")
    if deviation.subject_field:
        yield Fact(_("Field"), deviation.subject_field)
    told = [deviation.subject_label, *(value for _name, value in deviation.context)]
    for name, code in ((_("Room"), deviation.room_code), (_("Product"), deviation.product_code)):
        if code and not any(code in value for value in told):
            yield Fact(name, code, code=True)
    for name, value in deviation.context:
        yield Fact(name, value)
    yield Fact(_("What happened"), deviation.description)
    yield Fact(_("Happened"), at=deviation.occurred_at)
    yield Fact(_("Found"), at=deviation.found_at)
    yield Fact(_("Done at once"), deviation.containment or "–")
    yield Fact(_("What sponsors are told"), deviation.fact or "–")


def investigation(deviation: Deviation) -> Iterator[Part]:
    if deviation.investigated_by is None:
        return
    yield Part(
        _("Investigation"),
        [
            Fact(_("Method"), deviation.get_method_display()),
            *whys_and_branches(deviation),
            *([Fact(_("What was found"), deviation.findings)] if deviation.findings else ()),
            Fact(_("Root cause"), deviation.root_cause),
            Fact(_("Kind of cause"), deviation.get_cause_display()),
            Fact(_("Investigated by"), deviation.investigated_by.display_name),
            Fact(_("Investigated"), at=deviation.investigated_at),
        ],
    )
    if deviation.analysis.get("modes"):
        rows = [failure_mode(mode) for mode in deviation.analysis["modes"]]
        yield Part(_("Failure modes"), rows=rows)


def whys_and_branches(deviation: Deviation) -> Iterator[Fact]:
    for at, why in enumerate(deviation.analysis.get("whys", ()), start=1):
        yield Fact(_("Why? (%(at)s)") % {"at": at}, why)
    for code, text in deviation.analysis.get("branches", {}).items():
        yield Fact(Cause(code).label, text)


def failure_mode(mode: dict[str, Any]) -> list[Fact]:
    return [
        Fact(_("What can fail"), mode["mode"]),
        Fact(_("Its effect"), mode["effect"]),
        Fact(_("Severity"), mode["severity"]),
        Fact(_("Occurrence"), mode["occurrence"]),
        Fact(_("Detection"), mode["detection"]),
        Fact(_("Risk priority"), risk_priority(mode)),
    ]


def class_of(deviation: Deviation) -> Fact:
    if not deviation.classification:
        return Fact(_("Class"), "–")
    found = Classification(deviation.classification)
    return Fact(_("Class"), found.label, sign=found.sign)


def impact_row(impact: Impact) -> list[Fact]:
    page = reverse("impact", args=[impact.pk])
    return [
        Fact(_("Number"), impact.number, url=page, code=True),
        Fact(_("Record"), impact.subject_label, code=True),
        Fact(_("Sponsor"), impact.sponsor.name if impact.sponsor else _("the facility")),
        Fact(_("State"), impact.get_state_display(), sign=impact_sign(impact)),
        concluded(impact),
    ]


def concluded(impact: Impact) -> Fact:
    """What was concluded; until QA has signed it, nothing."""
    if impact.state != ImpactState.CONCLUDED:
        return Fact(_("Conclusion"), "–")
    found = Conclusion(impact.conclusion)
    return Fact(_("Conclusion"), found.label, sign=found.sign)


def impact_sign(impact: Impact) -> str:
    return {"OPEN": "hold", "ASSESSED": "progress"}.get(impact.state, "ok")


def deviation_row(deviation: Deviation, at: datetime) -> list[Fact]:
    about = Fact(_("About"), deviation.subject_label or "–")
    return case_row(deviation, at, about, class_of(deviation))
