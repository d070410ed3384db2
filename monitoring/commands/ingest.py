"""Readings of channels, many at once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from documents.models import StoredFile
from documents.uploads import Received
from integrity.commands import command, say
from integrity.moments import in_zone
from integrity.refusals import Blocker, refuse_if
from materials.numbers import next_number
from monitoring.channels import store
from monitoring.channels.batch import ReadingBatch
from monitoring.models import Channel, Ingest, Route
from people.models import User
from people.permissions import Permission

AHEAD = timedelta(minutes=5)  # how far a sensor's clock may be ahead
MOST = 500_000  # readings at once
A_MINUTE = 60
DIFFERENCES = 10  # told at once


@command(permission=Permission.ADD_READINGS)
def ingest_readings(
    *, batch: ReadingBatch, by: User, at: datetime, file: Received | None = None
) -> Ingest:
    """Adds the readings of a batch: one event for all, with their count and digest.

    A reading that is stored already with the same value is passed over; one with another value
    refuses the whole batch, since a reading is never changed. All or nothing.
    """
    channels = _locked(batch)
    refuse_if(batch_blockers(batch, channels, at))
    first, last = batch.span
    ingest = Ingest(
        number=next_number(Ingest), route=Route.FILE if file else Route.API, file=_kept(file),
        channels=[channel.code for channel in channels], count=len(batch),
        first_at=first, last_at=last, added_at=at, added_by=by,
    )  # fmt: skip
    added = store.add(batch, ingest.number)
    ingest.known = ingest.count - added
    ingest.digest = store.stored_of(ingest)[1] if ingest.known else batch.digest
    ingest.save(force_insert=True)
    fast = [channel.number for channel in channels if channel.interval_s < A_MINUTE]
    store.roll_up(batch, ingest.number, fast)
    details = {
        "count": ingest.count, "known": ingest.known, "digest": ingest.digest,
        "channels": ingest.channels, "first": first.isoformat(), "last": last.isoformat(),
    }  # fmt: skip
    say("readings.ingested", about=ingest, details=details)
    return ingest


def batch_blockers(batch: ReadingBatch, channels: list[Channel], at: datetime) -> Iterator[Blocker]:
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


def _channel_blockers(batch: ReadingBatch, channels: list[Channel]) -> Iterator[Blocker]:
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


def _locked(batch: ReadingBatch) -> list[Channel]:
    """In one order, so that two batches wait for each other and never cross."""
    found = Channel.objects.filter(number__in=batch.numbers).order_by("number")
    return list(found.select_for_update(no_key=True))


def _kept(file: Received | None) -> StoredFile | None:
    if file is None:
        return None
    return StoredFile.objects.create(
        name=file.name, media_type=file.media_type, sha256=file.sha256, size=file.size
    )
