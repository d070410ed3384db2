"""Readings of channels, many at once."""

from __future__ import annotations

from datetime import datetime

from documents.models import StoredFile
from documents.uploads import Received
from integrity.commands import command, say
from integrity.refusals import refuse_if
from materials.numbers import next_number
from monitoring.channels import store
from monitoring.channels.batch import ReadingBatch
from monitoring.gates.readings import batch_blockers
from monitoring.models import Channel, Ingest, Route
from people.models import User
from people.permissions import Permission

A_MINUTE = 60


@command(permission=Permission.ADD_READINGS)
def ingest_readings(
    *, batch: ReadingBatch, by: User, at: datetime, file: Received | None = None
) -> Ingest:
    """Adds the readings of a batch: one event for all, with their count and digest.

    A reading that is stored already with the same value is passed over; one with another value
    refuses the whole batch, since a reading is never changed. All or nothing.
    """
    channels = _locked(batch)
    refuse_if(batch_blockers(batch, channels=channels, at=at))
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
