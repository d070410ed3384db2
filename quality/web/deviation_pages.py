"""Deviations: raised, classified, investigated, concluded and closed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from integrity.web.forms import ChangeForm
from people.permissions import Permission
from quality.commands.deviations import refresh_impacts
from quality.commands.investigation import (
    classify_deviation,
    close_deviation,
    reject_deviation,
    reopen_investigation,
    waive_capa,
)
from quality.gates.deviations import closing_blockers
from quality.models import Deviation
from quality.parts.cases import state_of
from quality.parts.deviations import (
    deviation_parts,
    deviation_row,
    happened,
    investigation,
    touched,
)
from quality.parts.shapes import Part
from quality.web.adding import adding
from quality.web.capa_pages import opens_for
from quality.web.case_deeds import manages, offer
from quality.web.deviation_forms import ClassifyForm, ReclassifyForm
from quality.web.investigating import OFFERS
from quality.web.kinds import Kind, Offer, Signing, add_kind
from quality.web.raising import new

ABOVE = _("Deviations")
OPEN = ("RAISED", "INVESTIGATING", "INVESTIGATED")


def deed(title: Any, command: Any, done: Any, when: Any, **more: Any) -> Offer:
    return offer(title, command, "deviation", ABOVE, done, when, **more)


def seen(deviation: Deviation, at: datetime) -> list[Part]:
    return [Part(_("What happened"), list(happened(deviation)))]


def investigated(deviation: Deviation, at: datetime) -> list[Part]:
    return list(investigation(deviation))


def seen_and_investigated(deviation: Deviation, at: datetime) -> list[Part]:
    return [*seen(deviation, at), *investigation(deviation)]


def seen_and_touched(deviation: Deviation, at: datetime) -> list[Part]:
    return [*seen(deviation, at), touched(deviation)]


def classified(deviation: Deviation) -> dict[str, Any]:
    names = ("classification", "owner", "due_on", "containment", "fact")
    return {name: getattr(deviation, name) for name in names}


DEVIATIONS = add_kind(
    Kind(
        place=1, slug="deviations", model=Deviation, title=ABOVE, one=_("Deviation"), icon="flag",
        none=_("There is no deviation yet"),
        parts=deviation_parts, row=deviation_row, state=state_of,
        new_title=_("Raise a deviation"), new=new, new_permission=Permission.RAISE_DEVIATION,
        signings={
            "close": Signing(
                _("Close the deviation"), close_deviation, "deviation",
                when=lambda one: one.state == "INVESTIGATED",
                blockers=lambda one, user, at: closing_blockers(one, by=user),
            )
        },
        offers={
            "classify": deed(
                _("Classify"), classify_deviation, _("It is classified."), manages("RAISED"),
                form=ClassifyForm, initial=classified, next_in="RAISED", shows=seen,
            ),
            **OFFERS,
            "reclassify": deed(
                _("Classify anew"), classify_deviation,
                _("It is classified anew. What is concluded is opened again when it rests on it."),
                manages("INVESTIGATING", "INVESTIGATED"), form=ReclassifyForm, initial=classified,
                shows=seen_and_touched,
            ),
            "reopen": deed(
                _("Send back"), reopen_investigation, _("The investigation goes on."),
                manages("INVESTIGATED"), shows=investigated,
            ),
            "capa": opens_for("INVESTIGATING", "INVESTIGATED", "CLOSED"),
            "waive-capa": deed(
                _("No CAPA needed"), waive_capa, _("The reason stands in the record."),
                manages("INVESTIGATING", "INVESTIGATED"), shows=seen_and_investigated,
            ),
            "add-impact": Offer(_("Add a record it touches"), adding, manages(*OPEN)),
            "look-again": deed(
                _("Look again for what it touches"), refresh_impacts,
                _("What it touches is listed."), manages(*OPEN), form=ChangeForm,
                shows=seen_and_touched,
            ),
            "reject": deed(
                _("Not a deviation"), reject_deviation, _("It is kept, with the reason."),
                manages("RAISED"), ends=True, shows=seen,
            ),
        },
        related=("owner", "raised_by", "closed_by", "investigated_by"),
        ended={"closed_at__isnull": True}, first="open",
    )
)  # fmt: skip
