"""When a room or a device may be kept free, once or again and again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bookings.gates.conflicts import whose
from bookings.models import Blackout, Frequency, MaintenancePlan, Slot
from bookings.resources import name_of
from integrity.gates import gate
from integrity.moments import in_zone
from integrity.refusals import Blocker
from people.models import User
from people.models.qualification import day_of

MOST_MINUTES, MOST_EVERY, LAST_DAY = 1_440, 12, 28


@gate
def blackout_blockers(blackout: Blackout, *, by: User, at: datetime) -> Iterator[Blocker]:
    """It lies ahead, and nothing is booked in it."""
    if blackout.ends_at <= blackout.begins_at:
        yield Blocker(
            "ENDS_TOO_EARLY", _("This would end before it begins."),
            clears=_("Accepted: a later time."), field="ends_at",
        )  # fmt: skip
        return
    if blackout.ends_at <= at:
        yield Blocker(
            "IN_THE_PAST", _("This is over: now it is %(now)s.") % {"now": in_zone(at)},
            clears=_("Accepted: a time ahead."), field="begins_at",
        )  # fmt: skip
    for slot in bookings_against(blackout):
        if slot.booking is not None:
            words = {
                "what": blackout.resource, "booking": whose(slot.booking),
                "from": in_zone(slot.held.lower), "until": in_zone(slot.held.upper),
            }  # fmt: skip
            yield Blocker(
                "BOOKED",
                _("%(what)s is booked by %(booking)s from %(from)s until %(until)s.") % words,
                clears=_("Move or cancel that booking first."), about=str(slot.booking),
            )  # fmt: skip


def bookings_against(blackout: Blackout) -> list[Slot]:
    """What is booked of the room or device in this time."""
    rows = Slot.objects.active().filter(
        held__overlap=(blackout.begins_at, blackout.ends_at), booking__isnull=False,
        **{name_of(blackout.resource): blackout.resource},
    )  # fmt: skip
    return list(rows.select_related("booking__client", "booking__requested_by").order_by("held"))


@gate
def plan_blockers(plan: MaintenancePlan) -> Iterator[Blocker]:
    """Up to a day long, every 1 to 12 times; monthly on a day that every month has."""
    for name, value, most in (
        ("minutes", plan.minutes, MOST_MINUTES), ("every", plan.every, MOST_EVERY)
    ):  # fmt: skip
        if not 1 <= value <= most:
            yield Blocker(
                "OUT_OF_RANGE", _("%(value)s cannot be.") % {"value": value},
                clears=_("Accepted: 1 to %(most)s.") % {"most": most}, field=name,
            )  # fmt: skip
    first = timezone.localtime(plan.first_at, timezone.get_default_timezone())
    if plan.frequency == Frequency.MONTHLY and first.day > LAST_DAY:
        yield Blocker(
            "NOT_EVERY_MONTH", _("Not every month has a day %(day)s.") % {"day": first.day},
            clears=_("Accepted: a first time on day 1 to 28."), field="first_at",
        )  # fmt: skip
    if plan.last_on is not None and plan.last_on < day_of(plan.first_at):
        yield Blocker(
            "ENDS_TOO_EARLY", _("This would end before it begins."),
            clears=_("Accepted: a later day."), field="last_on",
        )  # fmt: skip


@gate
def ending_blockers(record: Blackout | MaintenancePlan) -> Iterator[Blocker]:
    """It ends once."""
    ended = record.lifted_at if isinstance(record, Blackout) else record.ended_at
    if ended is not None:
        yield Blocker(
            "ENDED_ALREADY", _("This ended at %(at)s.") % {"at": in_zone(ended)},
            clears=_("Nothing is left to do."),
        )  # fmt: skip
