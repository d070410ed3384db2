"""A channel in hand, and the instrument that gives its readings."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from cleanrooms.models import Equipment
from integrity.refusals import refuse
from monitoring.models import Channel
from people.models import User


def standing(channel: Channel) -> Channel:
    """Locked, and not ended."""
    now = channel.lock()
    if now.ended_at is not None:
        raise refuse("ENDED", _("%(channel)s is ended.") % {"channel": now})
    return now


def remove_instrument(channel: Channel, by: User, at: datetime) -> Equipment | None:
    """The one that gave its readings till now."""
    fitted = channel.fittings.standing().select_related("instrument").first()
    if fitted is None:
        return None
    fitted.removed_at, fitted.removed_by = at, by
    fitted.store()
    return fitted.instrument
