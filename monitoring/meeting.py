"""Prints that are taken meet the demand of the exit that asked for them."""

from __future__ import annotations

from datetime import datetime

from cleanrooms.commands.presences import meet_plate_demand
from monitoring.gates.exits import missing_gloves
from monitoring.models import Sample, SampleState
from people.models import User


def meet_by_prints(sample: Sample, *, by: User, at: datetime) -> None:
    """Once none is due any more and both gloves are taken; without them the demand stays."""
    if sample.demand is None or sample.demand.met_at is not None:
        return
    prints = list(sample.demand.prints.order_by("place"))
    if any(one.state == SampleState.TO_TAKE for one in prints) or missing_gloves(prints):
        return
    codes = " ".join(one.plate for one in prints if one.plate)
    meet_plate_demand(demand=sample.demand, plates=codes, by=by, at=at)
