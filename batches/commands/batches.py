"""Beginning a batch."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from batches.freezing import freeze
from batches.gates import room_blockers, start_blockers
from batches.models import BatchRecord, BatchSample, MasterBatchRecord
from cleanrooms.models import Room
from integrity.actors import Actor
from integrity.commands import command, say
from integrity.refusals import refuse_if
from people.models import User
from people.permissions import Permission
from qc.models import Sample


@command(permission=Permission.CREATE_BATCH)
def create_batch(
    *,
    master: MasterBatchRecord,
    number: str,
    rooms: Mapping[int, Room],
    by: User,
    at: datetime,
    patient_code: str = "",
    chain_of_identity: str = "",
) -> BatchRecord:
    """Freezes a batch record from an effective master, under a number never used before.

    `rooms` gives each operation's room by the operation's sequence.
    """
    master = master.lock()
    number = number.strip()
    identity = {"patient_code": patient_code, "chain_of_identity": chain_of_identity}
    refuse_if(start_blockers(master, number=number, at=at, **identity))
    refuse_if(
        blocker
        for operation in master.operations.all()
        for blocker in room_blockers(
            operation, rooms.get(operation.sequence), product=master.product, at=at
        )
    )
    batch = BatchRecord.objects.create(
        number=number, master=master, sponsor=master.product.sponsor, created_at=at, created_by=by,
        **identity,
    )  # fmt: skip
    steps = freeze(batch, rooms)
    say("batch.created", about=batch, details={"master": str(master), "steps": steps})
    return batch


@command(permission=Permission.RECORD_RESULT)
def link_sample(*, batch: BatchRecord, sample: Sample, by: User, at: datetime) -> BatchSample:
    """Says that a sample was taken from this batch; its results belong to the batch record."""
    batch = batch.lock()
    link = BatchSample.objects.create(batch=batch, sample=sample)
    batch.store()
    say("batch.sampled", about=link, details={"batch": batch.number, "sample": sample.code})
    return link


@command(permission=Permission.FOLLOW_RESULTS)
def take_over_results(
    *, batch: BatchRecord, sample: Sample, by: Actor, at: datetime
) -> BatchRecord:
    """The record shows a sample's new results; done by the system when they are recorded."""
    batch = batch.lock()
    batch.store()
    say("batch_record.results_taken_over", about=batch, details={"sample": sample.code})
    return batch
