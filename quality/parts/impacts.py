"""What is shown of an impact: to its sponsor less than inside."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from people.models.qualification import day_of
from quality.models import Classification, Impact, ImpactState
from quality.parts.cases import due_of, numbered, owner_of
from quality.parts.deviations import concluded, impact_sign
from quality.parts.shapes import Fact, Part


def impact_parts(impact: Impact, *, inside: bool, at: datetime) -> list[Part]:
    """The fact is the same for everybody; an assessment is told outside once QA signed it.

    The deviation's number, owner and day stay inside.
    """
    deviation = impact.deviation
    told = inside or impact.state == ImpactState.CONCLUDED
    owned = (numbered(_("Deviation"), deviation), owner_of(deviation), due_of(deviation, at))
    fact = [
        Fact(_("Number"), impact.number, code=True),
        *(owned if inside else ()),
        Fact(_("What happened"), deviation.fact or _("not written yet")),
        Fact(_("When"), at=deviation.occurred_at),
        Fact(_("Class"), _class(deviation.classification)),
    ]
    means = [
        Fact(_("Record"), impact.subject_label, code=True),
        Fact(_("Sponsor"), impact.sponsor.name if impact.sponsor else _("the facility")),
        Fact(_("State"), impact.get_state_display(), sign=impact_sign(impact)),
        concluded(impact),
        Fact(_("Assessment"), (impact.assessment if told else "") or _("not concluded yet")),
    ]
    if inside and impact.reason:
        means.insert(2, Fact(_("Added by hand"), impact.reason))
    return [Part(_("The fact"), fact), Part(_("What it means for this record"), means)]


def impact_list_row(impact: Impact, *, inside: bool, at: datetime) -> list[Fact]:
    """A line of the list; sponsor, deviation, owner and due inside alone."""
    deviation = impact.deviation
    head = [
        Fact(_("Number"), impact.number, url=reverse("impact", args=[impact.pk]), code=True),
        Fact(_("Record"), impact.subject_label, code=True),
    ]
    state = Fact(_("State"), impact.get_state_display(), sign=impact_sign(impact))
    if not inside:
        return [*head, Fact(_("When"), day=day_of(deviation.occurred_at)), state, concluded(impact)]
    return [
        *head,
        numbered(_("Deviation"), deviation),
        Fact(_("Sponsor"), impact.sponsor.name if impact.sponsor else _("the facility")),
        replace(concluded(impact), name=_("State")) if impact.concluded_at else state,
        owner_of(deviation),
        due_of(deviation, at),
    ]


def _class(code: str) -> str:
    return str(Classification(code).label) if code else "–"
