"""A channel in hand that takes readings still."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from integrity.refusals import refuse
from monitoring.models import Channel


def standing(channel: Channel) -> Channel:
    """Locked. Refused when it is ended."""
    now = channel.lock()
    if now.ended_at is not None:
        raise refuse("ENDED", _("%(channel)s is ended.") % {"channel": now})
    return now
