"""What workers do for people: letters of notifications."""

from __future__ import annotations

from datetime import datetime

from integrity.jobs import Claim, Outcome, handles
from people.commands.notifications import note_letter
from people.models import Notification
from people.notifications.letters import KIND, is_wanted, send
from people.services import NOTIFIER


@handles(KIND)
def mail_notification(claim: Claim) -> Outcome:
    """Sent before the commit: a letter that goes twice does no harm, one that is lost does."""
    found = Notification.objects.select_related("user", "matter")
    notification = found.get(pk=claim.payload["notification"])
    if not is_wanted(notification):
        return lambda at: None
    send(notification)

    def sent(at: datetime) -> None:
        note_letter(notification=notification, by=NOTIFIER, at=at)

    return sent
