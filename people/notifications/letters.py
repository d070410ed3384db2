"""E-mail says less than the inbox: what, its code, and where to read on."""

from __future__ import annotations

from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils.translation import gettext as _

from integrity.jobs import ask
from integrity.models import Job, JobState
from people.models import Notification, Severity, User
from people.notifications.registry import title_of

KIND = "mail_notification"
NOBODY = "django.core.mail.backends.dummy.EmailBackend"
AGAIN = timedelta(hours=1)


def can_be_mailed(user: User) -> bool:
    """There is a mail server, and the person has an address."""
    return bool(user.email) and settings.EMAIL_BACKEND != NOBODY


def is_mailed(user: User, severity: int) -> bool:
    """By letter too: alarms always, the rest to who has not said otherwise."""
    return can_be_mailed(user) and (severity == Severity.ALARM or user.letters_without_alarm)


def ask_for_letter(notification: Notification) -> Job:
    """One letter a notification; asked again after it failed for good, it is tried afresh."""
    key = str(notification.pk)
    return ask(KIND, key=key, payload={"notification": key})


def is_wanted(notification: Notification) -> bool:
    """Not sent yet; its reader does not know already, and wants letters of its kind."""
    user, is_open = notification.user, notification.acknowledged_at is None
    is_due = is_open and notification.mailed_at is None
    return is_due and user.is_active and is_mailed(user, notification.severity)


def ask_again(at: datetime) -> int:
    """An hour after the mail server did not take them, letters still wanted are tried afresh."""
    failed = Job.objects.filter(kind=KIND, state=JobState.DEAD, ended_at__lt=at - AGAIN)
    keys = list(failed.values_list("key", flat=True))
    found = Notification.objects.filter(pk__in=keys).select_related("user")
    wanted = [one for one in found if is_wanted(one)]
    for notification in wanted:
        ask_for_letter(notification)
    return len(wanted)


def send(notification: Notification) -> None:
    """Raises OSError or SMTPException when the mail server does not take it.

    The same notification is always the same message, so that a mailbox knows a second copy.
    """
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    EmailMessage(
        subject=_("%(severity)s: %(what)s")
        % {"severity": notification.get_severity_display(), "what": said(notification)},
        body=body(notification),
        to=[notification.user.email],
        headers={"Message-ID": f"<{notification.pk}@{host}>"},
    ).send()


def said(notification: Notification) -> str:
    """What happened, and to what by its code."""
    matter = notification.matter
    return f"{title_of(matter.kind)}: {matter.code}"


def body(notification: Notification) -> str:
    told = _("Acknowledge it in CGT-LIMS: %(address)s")
    address = f"{settings.SITE_URL}{reverse('notifications')}"
    return f"{said(notification)}\n\n{told % {'address': address}}\n"
