"""Acknowledging and closing excursions."""

from __future__ import annotations

from datetime import datetime

from integrity.commands import command, say
from integrity.refusals import refuse_if
from integrity.texts import one_line
from monitoring.gates.excursions import acknowledging_blockers, closing_blockers
from monitoring.models import Excursion, ExcursionState
from people.models import User
from people.permissions import Permission


@command(permission=Permission.ACKNOWLEDGE_EXCURSION)
def acknowledge_excursion(
    *, excursion: Excursion, comment: str, by: User, at: datetime
) -> Excursion:
    """Somebody has seen it and says what is done (Annex 11 draft 8)."""
    excursion = excursion.lock()
    refuse_if(acknowledging_blockers(excursion, comment=one_line(comment)))
    excursion.state, excursion.comment = ExcursionState.ACKNOWLEDGED, one_line(comment)
    excursion.acknowledged_at, excursion.acknowledged_by = at, by
    excursion.store()
    say("excursion.acknowledged", about=excursion, reason=one_line(comment))
    return excursion


@command(permission=Permission.REVIEW_MONITORING)
def close_excursion(*, excursion: Excursion, reason: str, by: User, at: datetime) -> Excursion:
    """Assessed, with the conclusion; its investigation is closed by then."""
    excursion = excursion.lock()
    refuse_if(closing_blockers(excursion))
    excursion.state, excursion.conclusion = ExcursionState.CLOSED, one_line(reason)
    excursion.closed_at, excursion.closed_by = at, by
    excursion.store()
    say("excursion.closed", about=excursion, reason=reason)
    return excursion
