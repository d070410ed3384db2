"""Which instrument gives the readings of a channel."""

from __future__ import annotations

from datetime import datetime

from cleanrooms.models import Equipment
from integrity.commands import command, say
from integrity.refusals import refuse_if
from integrity.texts import one_line
from monitoring.channels.standing import standing
from monitoring.gates.samplers import instrument_blockers
from monitoring.models import Channel, Fitting
from people.models import User
from people.permissions import Permission


@command(permission=Permission.MANAGE_MONITORING)
def fit_instrument(
    *, channel: Channel, instrument: Equipment | None, reason: str, by: User, at: datetime
) -> Channel:
    """From now on it gives the readings of the channel, in the place of the one before; None where
    nothing that is calibrated here does.
    """
    channel = standing(channel)
    refuse_if(instrument_blockers(channel, instrument=instrument, by=by, at=at))
    before = _removed(channel, by, at)
    if instrument is not None:
        Fitting(channel=channel, instrument=instrument, fitted_at=at, fitted_by=by).save()
    channel.store()
    details = {
        "instrument": instrument.code if instrument else "", "before": before.code if before else ""
    }  # fmt: skip
    say("channel.fitted", about=channel, reason=one_line(reason), details=details)
    return channel


def _removed(channel: Channel, by: User, at: datetime) -> Equipment | None:
    """The one that gave its readings till now."""
    fitted = channel.fittings.standing().select_related("instrument").first()
    if fitted is None:
        return None
    fitted.removed_at, fitted.removed_by = at, by
    fitted.store()
    return fitted.instrument
