"""Sampling plans."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from cleanrooms.models import Room
from integrity.actors import Actor
from integrity.commands import command, say
from integrity.refusals import refuse, refuse_if
from integrity.texts import one_line
from integrity.unique import unique
from monitoring.gates.sites import plan_blockers
from monitoring.models import (
    IncubationStep,
    Occupancy,
    PlanSite,
    Purpose,
    SamplingPlan,
    Site,
)
from monitoring.steps import StepDraft
from people.models import User
from people.permissions import Permission


@dataclass(frozen=True, kw_only=True)
class PlanDetails:
    """All of a plan that may be altered; `sites` in the order of the round."""

    name: str
    every_days: int | None
    sites: tuple[Site, ...]


@command(permission=Permission.MANAGE_MONITORING)
def define_plan(
    *,
    room: Room,
    code: str,
    occupancy: Occupancy,
    purpose: Purpose,
    details: PlanDetails,
    steps: tuple[StepDraft, ...],
    by: Actor,
    at: datetime,
) -> SamplingPlan:
    """What is sampled in a room, in which state, what for, how often, and how it is incubated."""
    plan = SamplingPlan(room=room, code=one_line(code), occupancy=occupancy, purpose=purpose)
    plan.name, plan.every_days = one_line(details.name), details.every_days
    refuse_if(plan_blockers(plan, sites=details.sites, steps=steps))
    used = refuse(
        "CODE_USED", _("There is a plan %(code)s already.") % {"code": plan.code},
        clears=_("Give a code of its own."), field="code",
    )  # fmt: skip
    with unique(used):
        plan.save(force_insert=True)
    PlanSite.objects.bulk_create(
        PlanSite(plan=plan, site=site, place=place)
        for place, site in enumerate(details.sites, start=1)
    )
    IncubationStep.objects.bulk_create(
        IncubationStep(
            plan=plan, place=place, coldest=one.coldest, warmest=one.warmest,
            least_hours=one.least_hours, most_hours=one.most_hours,
        )
        for place, one in enumerate(steps, start=1)
    )  # fmt: skip
    say("plan.defined", about=plan, details=_told(plan, details))
    return plan


@command(permission=Permission.MANAGE_MONITORING)
def alter_plan(
    *, plan: SamplingPlan, details: PlanDetails, reason: str, by: User, at: datetime
) -> SamplingPlan:
    """Other sites, another name or frequency. Rounds that run stay as they were begun."""
    plan = _standing(plan)
    plan.name, plan.every_days = one_line(details.name), details.every_days
    steps = [
        StepDraft(one.coldest, one.warmest, one.least_hours, one.most_hours)
        for one in plan.steps.all()
    ]
    refuse_if(plan_blockers(plan, sites=details.sites, steps=steps))
    for row in plan.places.filter(removed_at__isnull=True):
        row.removed_at, row.removed_by = at, by
        row.store()
    PlanSite.objects.bulk_create(
        PlanSite(plan=plan, site=site, place=place)
        for place, site in enumerate(details.sites, start=1)
    )
    plan.store()
    say("plan.altered", about=plan, reason=reason, details=_told(plan, details))
    return plan


@command(permission=Permission.MANAGE_MONITORING)
def end_plan(*, plan: SamplingPlan, reason: str, by: User, at: datetime) -> SamplingPlan:
    """No round begins by it any more."""
    plan = _standing(plan)
    plan.ended_at, plan.ended_by = at, by
    plan.store()
    say("plan.ended", about=plan, reason=reason)
    return plan


def _told(plan: SamplingPlan, details: PlanDetails) -> dict[str, object]:
    return {"room": plan.room.code, "sites": [site.code for site in details.sites]}


def _standing(plan: SamplingPlan) -> SamplingPlan:
    now = plan.lock()
    if now.ended_at is not None:
        raise refuse("ENDED", _("%(plan)s is ended.") % {"plan": now})
    return now
