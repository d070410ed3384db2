"""Incubating the plates of a round."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from cleanrooms.models import Equipment
from integrity.commands import command, say
from integrity.refusals import refuse, refuse_if
from integrity.texts import one_line
from integrity.unique import unique
from monitoring.gates.rounds import end_incubation_blockers, incubation_blockers
from monitoring.models import Incubation, IncubationStep, Round
from people.models import User
from people.permissions import Permission


@command(permission=Permission.COUNT_PLATES)
def begin_incubation(
    *,
    around: Round,
    step: IncubationStep,
    incubator: Equipment,
    celsius: Decimal,
    by: User,
    at: datetime,
    reason: str = "",
) -> Incubation:
    """The plates of a round go into an incubator; `celsius` is what it reads."""
    around = around.lock()
    incubation = Incubation(
        round=around, step=step, incubator=incubator, begun_at=at, begun_by=by,
        begun_celsius=celsius, reason=one_line(reason),
    )  # fmt: skip
    refuse_if(incubation_blockers(incubation, celsius=celsius))
    with unique(refuse("STEP_BEGUN", _("This step is begun already."), field="step")):
        incubation.save(force_insert=True)
    say("incubation.begun", about=incubation, reason=reason, details=_told(incubation, celsius))
    return incubation


@command(permission=Permission.COUNT_PLATES)
def end_incubation(
    *, incubation: Incubation, celsius: Decimal, by: User, at: datetime, reason: str = ""
) -> Incubation:
    """They are taken out; outside the plan's time or temperature only with a reason."""
    incubation.round.lock()
    incubation, why = incubation.lock(), one_line(reason)
    refuse_if(end_incubation_blockers(incubation, celsius=celsius, reason=why, at=at))
    incubation.ended_at, incubation.ended_by, incubation.ended_celsius = at, by, celsius
    incubation.reason = " ".join(filter(None, (incubation.reason, why)))[:500]
    incubation.store()
    say("incubation.ended", about=incubation, reason=why, details=_told(incubation, celsius))
    return incubation


def _told(incubation: Incubation, celsius: Decimal) -> dict[str, object]:
    device = incubation.incubator.code
    return {"step": str(incubation.step), "incubator": device, "celsius": celsius}
