"""Deviations: raised, classified, investigated, concluded and closed."""

from __future__ import annotations

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
from quality.parts.deviations import deviation_parts, deviation_row
from quality.web.capa_pages import opens_for
from quality.web.case_deeds import manages, offer
from quality.web.deviation_forms import ClassifyForm
from quality.web.investigating import OFFERS
from quality.web.kinds import Kind, Offer, Signing, add_kind
from quality.web.raising import new

ABOVE = _("Deviations")
OPEN = ("RAISED", "INVESTIGATING", "INVESTIGATED")


def deed(title: Any, command: Any, done: Any, when: Any, **more: Any) -> Offer:
    return offer(title, command, "deviation", ABOVE, done, when, **more)


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
                _("Classify"), classify_deviation, _("It is classified."), manages(*OPEN),
                form=ClassifyForm, initial=classified, next_in="RAISED",
            ),
            **OFFERS,
            "reopen": deed(
                _("Send back"), reopen_investigation, _("The investigation goes on."),
                manages("INVESTIGATED"),
            ),
            "capa": opens_for("INVESTIGATING", "INVESTIGATED"),
            "waive-capa": deed(
                _("No CAPA needed"), waive_capa, _("The reason stands in the record."),
                manages("INVESTIGATING", "INVESTIGATED"),
            ),
            "look-again": deed(
                _("Look again for what it touches"), refresh_impacts,
                _("What it touches is listed."), manages(*OPEN), form=ChangeForm,
            ),
            "reject": deed(
                _("Not a deviation"), reject_deviation, _("It is kept, with the reason."),
                manages("RAISED"), ends=True,
            ),
        },
        related=("owner", "raised_by", "closed_by", "investigated_by"),
        ended={"closed_at__isnull": True},
    )
)  # fmt: skip
