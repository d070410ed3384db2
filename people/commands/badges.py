"""Giving and withdrawing badges."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from integrity.commands import command, say
from integrity.refusals import refuse, refuse_if
from integrity.texts import one_line, text_blockers
from integrity.unique import unique
from people.models import Badge, User
from people.permissions import Permission


@command(permission=Permission.MANAGE_PEOPLE)
def give_badge(*, user: User, serial: str, by: User, at: datetime) -> Badge:
    """Gives a person a badge that nobody else holds."""
    badge = Badge(serial=serial.strip(), user=user, given_at=at, given_by=by)
    refuse_if(text_blockers(Badge, serial=badge.serial))
    if not user.is_active:
        raise refuse("CLOSED", _("This account is closed."), clears=_("Open it again first."))
    held = refuse(
        "BADGE_HELD",
        _("Somebody holds the badge %(serial)s.") % {"serial": badge.serial},
        clears=_("Scan another badge, or withdraw this one first."),
        field="serial",
    )
    with unique(held):
        badge.save(force_insert=True)
    say("badge.given", about=badge, details={"user": user.display_name})
    return badge


@command(permission=Permission.MANAGE_PEOPLE)
def withdraw_badge(*, badge: Badge, reason: str, by: User, at: datetime) -> Badge:
    """Takes a badge back; it leads to nobody from now on and can be given again."""
    badge = badge.lock()
    if badge.withdrawn_at:
        raise refuse("WITHDRAWN_ALREADY", _("This badge was withdrawn already."))
    badge.withdrawn_at, badge.withdrawn_by = at, by
    badge.withdrawn_reason = one_line(reason)
    badge.store()
    say("badge.withdrawn", about=badge, reason=badge.withdrawn_reason)
    return badge
