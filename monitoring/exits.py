"""What monitoring adds when somebody leaves grade A or B: prints, and which plates may be named."""

from __future__ import annotations

from datetime import datetime

from cleanrooms.exits import contribute_exit
from cleanrooms.gates.plates import meeting_blockers
from cleanrooms.models import PlateDemand
from integrity.gates import contribute
from monitoring.commands.exits import ask_for_prints
from monitoring.gates.exits import own_prints_blockers
from monitoring.models import Occupancy, Purpose, SampleState, SamplingPlan
from monitoring.seen import round_page
from people.models import User


def prints_follow(*, demand: PlateDemand, by: User, at: datetime) -> None:
    """They are due, where a plan says how they are incubated; else the demand waits for plates of
    another round.
    """
    plan = plan_of_exits(demand)
    if plan is not None:
        ask_for_prints(demand=demand, plan=plan, by=by, at=at)


def plan_of_exits(demand: PlateDemand) -> SamplingPlan | None:
    """By whose steps the prints are incubated: that for monitoring in operation before others."""
    plans = SamplingPlan.objects.filter(
        room=demand.presence.room, purpose=Purpose.MONITORING, ended_at__isnull=True,
        steps__isnull=False,
    ).distinct()  # fmt: skip
    return min(
        plans, key=lambda one: (one.occupancy != Occupancy.IN_OPERATION, one.code), default=None
    )


def where_due(demand: PlateDemand) -> str:
    due = demand.prints.filter(state=SampleState.TO_TAKE).select_related("round")
    first = due.order_by("place").first()
    return f"{round_page(first.round)}#s-{first.place}" if first else ""


contribute_exit(prints_follow, page=where_due)
contribute(meeting_blockers, own_prints_blockers)
