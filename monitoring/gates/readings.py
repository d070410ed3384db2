"""Whether readings may be added."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from integrity.gates import gate
from integrity.moments import in_zone
from integrity.refusals import Blocker
from monitoring.channels import store
from monitoring.channels.batch import ReadingBatch
from monitoring.models import Channel

AHEAD = timedelta(minutes=5)  # how far a sensor's clock may be ahead
MOST = 500_000  # readings at once
DIFFERENCES = 10  # told at once


@gate
def batch_blockers(
    batch: ReadingBatch, *, channels: Sequence[Channel], at: datetime
) -> Iterator[Blocker]:
    """Why the batch may not be added: too large, of no channel, of the future, changed."""
    if len(batch) > MOST:
        yield Blocker(
            "TOO_MANY_READINGS",
            _("%(count)s readings at once are too many.") % {"count": len(batch)},
            clears=_("Accepted: %(most)s at once. Send them in parts.") % {"most": MOST},
        )
        return
    yield from _channel_blockers(batch, channels)
    _first, last = batch.span
    if last > at + AHEAD:
        yield Blocker(
            "OF_THE_FUTURE",
            _("A reading is of %(last)s, which is not yet.") % {"last": in_zone(last)},
            clears=_("Set the clock of the sensor or its zone right."),
        )
    codes = {channel.number: channel.code for channel in channels}
    for one in store.differences(batch)[:DIFFERENCES] if store.is_known(batch) else []:
        words = {
            "channel": codes.get(one.number, one.number), "at": in_zone(one.at),
            "stored": one.stored, "came": one.came,
        }  # fmt: skip
        yield Blocker(
            "READING_DIFFERS",
            _("%(channel)s at %(at)s is stored as %(stored)s, not %(came)s.") % words,
            clears=_("A reading is never changed; leave it out, and say in a deviation why."),
        )


def _channel_blockers(batch: ReadingBatch, channels: Sequence[Channel]) -> Iterator[Blocker]:
    known = {channel.number for channel in channels}
    for number in batch.numbers:
        if number not in known:
            yield Blocker(
                "NO_CHANNEL", _("There is no channel number %(number)s.") % {"number": number}
            )
    for channel in channels:
        if channel.ended_at is not None:
            yield Blocker(
                "CHANNEL_ENDED",
                _("Channel %(channel)s was ended %(when)s.")
                % {"channel": channel, "when": in_zone(channel.ended_at)},
                clears=_("Define a channel for what is measured now."),
            )
