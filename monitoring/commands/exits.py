"""Prints of who leaves grade A or B (Annex 1 9.25)."""

from __future__ import annotations

from datetime import datetime

from cleanrooms.models import PlateDemand
from integrity.commands import command, say
from materials.numbers import one_at_a_time
from monitoring.beginning import new_round, prints
from monitoring.models import Occupancy, Round, RoundState, Sample, SamplingPlan
from people.models import User
from people.permissions import Permission


@command(permission=Permission.USE_ROOM)
def ask_for_prints(*, demand: PlateDemand, plan: SamplingPlan, by: User, at: datetime) -> Round:
    """Both gloves, chest and forearm are due in the round of exits that runs for the room, else in
    a new one, incubated as `plan` says.
    """
    presence = demand.presence
    one_at_a_time("monitoring.exits")
    around = _running(plan) or new_round(
        plan, by, at, of_exits=True, occupancy=Occupancy.IN_OPERATION
    )
    Sample.objects.bulk_create(prints(around, presence.person, demand=demand))
    around.store()
    details = {"person": presence.person.pk, "exit": str(presence.pk), "plan": plan.code}
    say("round.prints_asked", about=around, details=details)
    return around


def _running(plan: SamplingPlan) -> Round | None:
    """As it is now, locked."""
    found = Round.objects.filter(room=plan.room, of_exits=True, state=RoundState.SAMPLING).first()
    now = found.lock() if found else None
    return now if now and now.state == RoundState.SAMPLING else None
