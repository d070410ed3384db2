"""Who is told of what: rules are defined, altered and switched, never deleted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from integrity.actors import Actor
from integrity.commands import command, say
from integrity.refusals import Blocker, refuse, refuse_if
from integrity.unique import unique
from people.models import NotificationRule, Role
from people.notifications.registry import KINDS
from people.notifications.timing import Timing
from people.permissions import Permission

LONGEST = 60 * 24 * 90


@command(permission=Permission.MANAGE_NOTIFICATIONS)
def define_rule(
    *, event: str, role: Role | None, timing: Timing, by: Actor, at: datetime
) -> NotificationRule:
    """A role, or whom it concerns, is told of an event from now on; one rule for each."""
    rule = NotificationRule(event=event, role=role)
    timing.put(rule)
    refuse_if([*_event_blockers(event), *_timing_blockers(timing)])
    there = refuse(
        "RULE_THERE",
        _("There is a rule for this event and role already."),
        clears=_("Change that one, or switch it on again."),
        field="role",
    )
    with unique(there):
        rule.save(force_insert=True)
    say("notification_rule.defined", about=rule, details=_stated(timing))
    return rule


@command(permission=Permission.MANAGE_NOTIFICATIONS)
def alter_rule(
    *, rule: NotificationRule, timing: Timing, reason: str, by: Actor, at: datetime
) -> NotificationRule:
    """Changes when and how a rule tells, and who is told next, with the reason."""
    rule = rule.lock()
    refuse_if(_timing_blockers(timing))
    timing.put(rule)
    rule.store()
    say("notification_rule.altered", about=rule, details=_stated(timing))
    return rule


@command(permission=Permission.MANAGE_NOTIFICATIONS)
def switch_rule(
    *, rule: NotificationRule, is_on: bool, reason: str, by: Actor, at: datetime
) -> NotificationRule:
    """A rule tells of nothing while it is off; what happens meanwhile is not told later."""
    rule = rule.lock()
    if rule.is_on == is_on:
        raise refuse(
            "SWITCHED_ALREADY",
            _("This rule is on already.") if is_on else _("This rule is off already."),
        )
    rule.is_on = is_on
    rule.store()
    say("notification_rule.switched", about=rule, details={"is_on": is_on})
    return rule


def _event_blockers(event: str) -> Iterator[Blocker]:
    if event not in KINDS:
        yield Blocker(
            "UNKNOWN_EVENT",
            _("Nobody can be told of “%(event)s”.") % {"event": event},
            clears=_("Accepted: %(events)s.") % {"events": ", ".join(sorted(KINDS))},
            field="event",
        )


def _timing_blockers(timing: Timing) -> Iterator[Blocker]:
    """Nothing waits longer than 90 days, and a level that is told later has a role and a time."""
    for field, minutes, least in (
        ("delay_minutes", timing.delay_minutes, 0),
        ("second_minutes", timing.second_minutes, 1),
        ("third_minutes", timing.third_minutes, 1),
    ):
        if minutes is not None and not least <= minutes <= LONGEST:
            yield Blocker(
                "BAD_MINUTES",
                _("%(minutes)s minutes are not possible here.") % {"minutes": minutes},
                clears=_("Accepted: %(least)s to %(most)s minutes.")
                % {"least": least, "most": LONGEST},
                field=field,
            )
    yield from _level_blockers("second", timing.second_role, timing.second_minutes)
    yield from _level_blockers("third", timing.third_role, timing.third_minutes)
    if timing.third_role and not timing.second_role:
        yield Blocker(
            "NO_SECOND",
            _("Nobody is told second."),
            clears=_("Name who is told second, or nobody as third."),
            field="third_role",
        )


def _level_blockers(level: str, role: Role | None, minutes: int | None) -> Iterator[Blocker]:
    if role and minutes is None:
        yield Blocker(
            "MINUTES_NEEDED",
            _("After how many minutes without an acknowledgement?"),
            clears=_("Accepted: 1 to %(most)s minutes.") % {"most": LONGEST},
            field=f"{level}_minutes",
        )
    if minutes is not None and not role:
        yield Blocker(
            "ROLE_NEEDED",
            _("Who is told then?"),
            clears=_("Choose a role, or leave the minutes empty."),
            field=f"{level}_role",
        )


def _stated(timing: Timing) -> dict[str, Any]:
    return {
        "by_mail": timing.by_mail,
        "delay_minutes": timing.delay_minutes,
        "then": [
            f"{role.code} after {minutes}"
            for role, minutes in (
                (timing.second_role, timing.second_minutes),
                (timing.third_role, timing.third_minutes),
            )
            if role
        ],
    }
