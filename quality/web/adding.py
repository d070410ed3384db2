"""Adding a record that a deviation touches, when no source named it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from people.models import User
from people.permissions import Permission
from people.web.deed import Deed
from quality.commands.impacts import add_impact
from quality.models import Deviation, Impact
from quality.parts.cases import address
from quality.parts.deviations import touched
from quality.web.deviation_forms import AddImpactForm
from quality.web.form_fields import record_typed

TITLE = _("Add a record it touches")


def adding(deviation: Deviation, user: User) -> Deed:
    """By its code, with whose it is and why."""

    def act(typed: dict[str, Any], by: User, at: datetime) -> Impact:
        subject = record_typed(by, typed["record"])
        return add_impact.once(
            typed["command_id"], deviation=deviation, subject=subject, sponsor=typed["sponsor"],
            reason=typed["reason"], by=by, at=at,
        )  # fmt: skip

    page = address(deviation)
    return Deed(
        permission=Permission.MANAGE_QUALITY, title=TITLE, button=_("Add it"), form=AddImpactForm,
        act=act, back=page, done=_("It is listed, to be assessed."), record=deviation,
        note=f"{deviation.number}: {deviation.title}", template="quality/deed.html",
        shows={"before": [touched(deviation)]},
        parents=((_("Deviations"), reverse("deviations-list")), (deviation.number, page)),
    )  # fmt: skip
