"""Reads a whole batch record, with as many queries for a long one as for a short one."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from batches.models import BatchRecord, BatchSample, BatchStatus, BatchStep, MasterBatchRecord
from batches.record_pdf.content import PrintedMaster, PrintedRecord
from batches.record_pdf.deeds import deed, deed_if
from batches.record_pdf.read_events import read_events
from batches.record_pdf.read_operations import read_operations
from batches.record_pdf.read_samples import printed_samples
from batches.record_pdf.read_signatures import printed_signature, read_signatures
from integrity.models import Overruling
from people.models import Organisation, OrganisationKind
from qc.models import AcceptanceCriterion, Result


@contextmanager
def snapshot() -> Iterator[None]:
    """Everything read inside is of one moment; a transaction of its own that cannot write."""
    with transaction.atomic(durable=True):
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def read_record(batch_id: uuid.UUID | str) -> PrintedRecord:
    """The record as it is now. Call it inside `snapshot()`, so that its parts agree."""
    batch = BatchRecord.objects.select_related(
        "master__product", "master__written_by", "master__approved_by", "sponsor", "created_by"
    ).get(pk=batch_id)
    facility = Organisation.objects.filter(kind=OrganisationKind.FACILITY).first()
    steps = list(
        BatchStep.objects.filter(operation__batch=batch).select_related(
            "operation", "performed_by", "verified_by"
        )
    )
    links = list(
        BatchSample.objects.filter(batch=batch)
        .select_related("sample__specification", "sample__sampled_by")
        .order_by("sample__code")
    )
    samples = [link.sample for link in links]
    results = list(Result.objects.filter(sample__in=samples).select_related("recorded_by"))
    criteria = AcceptanceCriterion.objects.filter(
        specification__in={sample.specification_id for sample in samples}
    ).select_related("method")
    overrulings = list(Overruling.objects.of(*steps))
    signatures = read_signatures([batch.master, *steps, *overrulings])
    return PrintedRecord(
        number=batch.number,
        version=batch.version,
        status=str(BatchStatus(batch.status).label),
        is_executed=batch.status == BatchStatus.EXECUTED,
        facility=facility.name if facility else "",
        sponsor=batch.sponsor.name,
        is_fictitious=batch.sponsor.is_fictitious,
        product_code=batch.master.product.code,
        product=batch.master.product.name,
        patient_code=batch.patient_code,
        chain_of_identity=batch.chain_of_identity,
        master=_master(batch.master),
        created=deed(batch.created_by, batch.created_at),
        started_at=batch.started_at,
        executed_at=batch.executed_at,
        operations=read_operations(batch, steps),
        samples=printed_samples(samples, list(criteria), results),
        signatures=tuple(printed_signature(one) for one in signatures),
        events=read_events([batch, *steps, *links, *samples, *results, *overrulings, *signatures]),
    )


def _master(master: MasterBatchRecord) -> PrintedMaster:
    return PrintedMaster(
        name=str(master),
        title=master.title,
        digest=master.digest,
        written=deed(master.written_by, master.written_at),
        approved=deed_if(master.approved_by, master.approved_at),
    )
