"""The investigation of a deviation: a page for each method, with the way to the others."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from people.models import User
from people.permissions import Permission
from people.web.deed import Deed
from quality.commands.investigation import conclude_investigation
from quality.models import Deviation, Method
from quality.parts.cases import address
from quality.parts.deviations import happened
from quality.parts.shapes import Part
from quality.web.case_deeds import owns
from quality.web.investigation_forms import FmeaForm, InvestigationForm, IshikawaForm, WhysForm
from quality.web.kinds import Offer

TITLE = _("Conclude the investigation")
FORMS: dict[Method, tuple[str, type[InvestigationForm], Any]] = {
    Method.FIVE_WHYS: (
        "investigate", WhysForm,
        _("Ask why, then why of each answer, until the answer is something that can be mended."),
    ),
    Method.ISHIKAWA: (
        "investigate-ishikawa", IshikawaForm,
        _("Look along every branch; write what was found there, or that nothing was."),
    ),
    Method.FMEA: (
        "investigate-fmea", FmeaForm,
        _("Score each failure from 1 to 10: severity, how often it occurs, how hard to detect."),
    ),
    Method.OTHER: (
        "investigate-other", InvestigationForm, _("Say which method it was, and what was found."),
    ),
}  # fmt: skip


def deed_of(method: Method, deviation: Deviation) -> Deed:
    _name, form, note = FORMS[method]

    def act(typed: dict[str, Any], by: User, at: datetime) -> Deviation:
        said = form.taken(typed)
        return conclude_investigation.once(
            typed["command_id"], deviation=deviation, method=method, **said, by=by, at=at
        )

    page = address(deviation)
    return Deed(
        permission=Permission.RAISE_DEVIATION, title=TITLE, button=TITLE, form=form, act=act,
        back=page, done=_("The investigation is concluded."), record=deviation,
        initial=form.shown(deviation), note=f"{deviation.number}: {deviation.title}",
        template="quality/investigate.html",
        shows={
            "method": method, "guide": note, "methods": ways(deviation),
            "wide": method == Method.FMEA,
            "before": [Part(_("What happened"), list(happened(deviation)))],
        },
        parents=((_("Deviations"), reverse("deviations-list")), (deviation.number, page)),
    )  # fmt: skip


def ways(deviation: Deviation) -> list[tuple[Method, str]]:
    return [
        (method, reverse(f"deviations-{name}", args=[deviation.number]))
        for method, (name, _form, _note) in FORMS.items()
    ]


def offer_of(method: Method) -> Offer:
    """Its button stands on the record for the method that was taken before, or for the first."""
    owned = owns("INVESTIGATING")

    def when(deviation: Deviation, user: User) -> bool:
        return (deviation.method or Method.FIVE_WHYS) == method and owned(deviation, user)

    return Offer(TITLE, lambda deviation, user: deed_of(method, deviation), when, "INVESTIGATING")


OFFERS = {name: offer_of(method) for method, (name, _form, _note) in FORMS.items()}
