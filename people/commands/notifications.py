"""Telling people, once each, and what they acknowledge."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from integrity.actors import Actor
from integrity.commands import command, say
from integrity.models import AuditEvent
from integrity.refusals import refuse
from integrity.unique import unique
from people.models import Matter, Notification, NotificationRule, Severity, User
from people.notifications.about import About, Due
from people.notifications.letters import ask_for_letter, is_mailed
from people.notifications.recipients import people_to_tell
from people.notifications.registry import KINDS
from people.permissions import Permission


@command(permission=Permission.NOTIFY)
def notify(
    *,
    rule: NotificationRule,
    about: About,
    begun_at: datetime,
    by: Actor,
    at: datetime,
    event: AuditEvent | None = None,
) -> Matter:
    """A rule tells of an event, or of what comes due: once, now or when its delay has passed."""
    matter = Matter(
        rule=rule, event=event, kind=rule.event, code=about.code[:200], begun_at=begun_at
    )
    if isinstance(about, Due):
        matter.due_key, matter.due_at = about.key, about.due_at
    matter.plan(0, begun_at)
    with unique(refuse("TOLD_ALREADY", _("This rule has told of it already."))):
        matter.save(force_insert=True)
    told = _tell(matter, about, at) if matter.next_at and matter.next_at <= at else []
    say("notification.begun", about=matter, details=_named(matter, told))
    return matter


@command(permission=Permission.NOTIFY)
def tell_next(*, matter: Matter, about: About, by: Actor, at: datetime) -> Matter:
    """The next level of the rule is told, when its time has come and nobody has acknowledged."""
    matter = matter.lock()
    if matter.next_at is None or matter.next_at > at:
        raise refuse("NOT_YET", _("Nobody else is told of this now."))
    told = _tell(matter, about, at)
    say("notification.told", about=matter, details=_named(matter, told))
    return matter


@command(permission=Permission.NOTIFY)
def settle(*, matter: Matter, by: Actor, at: datetime) -> Matter:
    """Nobody else is told: it is not due any more, or its rule was switched off."""
    matter = matter.lock()
    matter.next_at = None
    matter.store()
    say("notification.settled", about=matter)
    return matter


@command(permission=Permission.NOTIFY)
def note_letter(*, notification: Notification, by: Actor, at: datetime) -> Notification:
    """The mail server took the letter."""
    notification = notification.lock()
    notification.mailed_at = at
    notification.store()
    say("notification.mailed", about=notification)
    return notification


@command(permission=Permission.KEEP_OWN_ACCOUNT)
def acknowledge(
    *, user: User, notifications: Sequence[Notification], by: User, at: datetime
) -> User:
    """A person has read what the person was told; the first acknowledgement ends an escalation.

    An alarm is acknowledged by itself, never among others.
    """
    keys = [one.pk for one in notifications]
    matters = Matter.objects.filter(notifications__in=keys)
    locked = {
        one.pk: one for one in Matter.objects.filter(pk__in=matters).select_for_update(no_key=True)
    }
    found = list(Notification.objects.filter(pk__in=keys).select_for_update(no_key=True))
    if any(one.user_id != user.pk for one in found):
        raise refuse("NOT_YOURS", _("Everybody acknowledges the own notifications only."))
    if len(found) > 1 and any(one.severity == Severity.ALARM for one in found):
        raise refuse(
            "ALARM_AMONG_OTHERS",
            _("An alarm is acknowledged by itself."),
            clears=_("Acknowledge each alarm on its own line."),
        )
    read = [one for one in found if one.acknowledged_at is None]
    if not read:
        raise refuse("ACKNOWLEDGED_ALREADY", _("This was acknowledged already."))
    for notification in read:
        notification.acknowledged_at, notification.acknowledged_by = at, by
        notification.store()
        _end_escalation(locked[notification.matter_id], by, at)
    codes = [str(locked[one.matter_id]) for one in read]
    say("notification.acknowledged", about=user, details={"notifications": codes})
    return user


def _end_escalation(matter: Matter, by: User, at: datetime) -> None:
    if matter.acknowledged_at is None:
        matter.acknowledged_at, matter.acknowledged_by, matter.next_at = at, by, None
        matter.store()


def _tell(matter: Matter, about: About, at: datetime) -> list[User]:
    """Tells one level: a notification each, and a letter to whoever gets one.

    Where there is nobody to tell, the next level is told without waiting.
    """
    rule, level, severity = matter.rule, matter.level, KINDS[matter.kind].severity
    found = people_to_tell(rule.levels[level].role, about, at)
    made = [
        Notification(
            matter=matter, user=user, level=level, severity=severity, link=about.link(user),
            told_at=at, wants_mail=rule.by_mail and about.by_mail and is_mailed(user, severity),
        )
        for user in found
    ]  # fmt: skip
    if level + 1 == len(rule.levels):  # else the acknowledgement of each is waited for
        made = _not_told_yet(made, matter)
    Notification.objects.bulk_create(made)
    for notification in made:
        if notification.wants_mail:
            ask_for_letter(notification)
    matter.plan(level + 1, at)
    if not found and matter.next_at:
        matter.next_at = at
    matter.store()
    return [one.user for one in made]


def _not_told_yet(made: list[Notification], matter: Matter) -> list[Notification]:
    """Without whoever knows it by another rule already, unless this one sends the first letter."""
    others = Notification.objects.filter(
        matter__kind=matter.kind, matter__event=matter.event, matter__due_key=matter.due_key
    ).exclude(matter=matter)
    knows: dict[UUID, bool] = {}
    for user, has_letter in others.values_list("user_id", "wants_mail"):
        knows[user] = knows.get(user, False) or has_letter
    return [
        one
        for one in made
        if one.user_id not in knows or (one.wants_mail and not knows[one.user_id])
    ]


def _named(matter: Matter, told: list[User]) -> dict[str, object]:
    return {"level": matter.level, "told": [user.username for user in told]}
