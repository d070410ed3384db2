"""Times at which a room or a device is not to be had, also again and again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from bookings.gates.blackouts import (
    blackout_blockers,
    bookings_against,
    ending_blockers,
    plan_blockers,
)
from bookings.holding import hold_blackout
from bookings.models import Blackout, BlackoutKind, Frequency, MaintenancePlan
from bookings.recurring import AHEAD, comes
from bookings.resources import name_of
from cleanrooms.models import Equipment, Room
from integrity.actors import Actor
from integrity.commands import command, say
from integrity.refusals import refuse_if
from integrity.texts import one_line, text_blockers
from materials.numbers import one_at_a_time
from people.models import User
from people.permissions import Permission


@dataclass(frozen=True, kw_only=True)
class Recurrence:
    """`every` so many days, weeks or months from `first_at` on, `minutes` long each time."""

    note: str
    frequency: Frequency
    every: int
    first_at: datetime
    minutes: int
    last_on: date | None = None


@command(permission=Permission.MANAGE_BOOKINGS)
def lay_blackout(
    *, resource: Room | Equipment, kind: BlackoutKind, note: str, begins_at: datetime,
    ends_at: datetime, by: User, at: datetime,
) -> Blackout:  # fmt: skip
    """Nothing is booked there in this time; what is booked already is moved or cancelled first."""
    one_at_a_time("bookings.taking")
    blackout = Blackout(
        kind=kind, note=one_line(note), begins_at=begins_at, ends_at=ends_at, laid_at=at,
        laid_by=by, **{name_of(resource): resource},
    )  # fmt: skip
    refuse_if(text_blockers(Blackout, note=blackout.note))
    refuse_if(blackout_blockers(blackout, by=by, at=at))
    blackout.save(force_insert=True)
    hold_blackout(blackout, takes=True)
    say("blackout.laid", about=blackout, details={"of": resource.code, "kind": kind})
    return blackout


@command(permission=Permission.MANAGE_BOOKINGS)
def lift_blackout(*, blackout: Blackout, reason: str, by: User, at: datetime) -> Blackout:
    """It is to be had again."""
    blackout = blackout.lock()
    refuse_if(ending_blockers(blackout))
    blackout.lifted_at, blackout.lifted_by = at, by
    blackout.store()
    _free(blackout)
    say("blackout.lifted", about=blackout, reason=reason)
    return blackout


@command(permission=Permission.MANAGE_BOOKINGS)
def plan_maintenance(
    *, resource: Room | Equipment, recurrence: Recurrence, by: User, at: datetime
) -> MaintenancePlan:
    """Again and again from its first time on; its blackouts are laid 13 weeks ahead."""
    plan = MaintenancePlan(
        note=one_line(recurrence.note), frequency=recurrence.frequency, every=recurrence.every,
        first_at=recurrence.first_at, minutes=recurrence.minutes, last_on=recurrence.last_on,
        made_at=at, made_by=by, **{name_of(resource): resource},
    )  # fmt: skip
    refuse_if(text_blockers(MaintenancePlan, note=plan.note))
    refuse_if(plan_blockers(plan))
    plan.save(force_insert=True)
    _lay(plan, at)
    say("maintenance_plan.made", about=plan, details={"of": resource.code})
    return plan


@command(permission=Permission.KEEP_BOOKINGS)
def lay_ahead(*, plan: MaintenancePlan, by: Actor, at: datetime) -> MaintenancePlan:
    """The times of recurring maintenance that have come within 13 weeks."""
    plan = plan.lock()
    _lay(plan, at)
    say("maintenance_plan.laid", about=plan)
    return plan


@command(permission=Permission.MANAGE_BOOKINGS)
def end_maintenance(
    *, plan: MaintenancePlan, reason: str, by: User, at: datetime
) -> MaintenancePlan:
    """It comes no more; its blackouts ahead are lifted."""
    plan = plan.lock()
    refuse_if(ending_blockers(plan))
    plan.ended_at, plan.ended_by = at, by
    plan.store()
    for blackout in plan.blackouts.filter(begins_at__gt=at, lifted_at__isnull=True):
        blackout.lifted_at, blackout.lifted_by = at, by
        blackout.store()
        _free(blackout)
    say("maintenance_plan.ended", about=plan, reason=reason)
    return plan


def _lay(plan: MaintenancePlan, at: datetime) -> None:
    """What a booking stands against is laid down and holds nothing: somebody moves one of them."""
    one_at_a_time("bookings.taking")
    last, until = plan.laid_until, at + AHEAD
    for begins_at, ends_at in comes(plan, until):
        if last is not None and begins_at < last:
            continue
        blackout = Blackout(
            kind=BlackoutKind.MAINTENANCE, note=plan.note, begins_at=begins_at, ends_at=ends_at,
            plan=plan, laid_at=at, laid_by=plan.made_by, **{name_of(plan.resource): plan.resource},
        )  # fmt: skip
        against = ", ".join(str(one.booking) for one in bookings_against(blackout))
        blackout.stands_against = against[:200]
        blackout.save(force_insert=True)
        hold_blackout(blackout, takes=not against)
    plan.laid_until = until
    plan.store()


def _free(blackout: Blackout) -> None:
    slot = blackout.slot
    slot.is_active = False
    slot.store()
