"""Made records: what the tests of the printed batch record share."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from batches.models import BatchRecord
from batches.record_pdf.content import PrintedRecord
from batches.record_pdf.make import make_pdf
from batches.record_pdf.read import read_record
from documents.rendering.assemble import Assembled
from documents.rendering.sections import Sections

NOTE = "lims.example\n7\nAAAA\n2026-11-19T12:00:00.000000Z\n\n— lims.example BBBB\n"
PRINTED_AT = datetime(2026, 11, 19, 13, 3, 5, tzinfo=UTC)


def printed(record: PrintedRecord, press: Sections | None = None) -> Assembled:
    return make_pdf(
        record,
        head=NOTE,
        printed_by="Mara Lindqvist",
        printed_at=PRINTED_AT,
        report=lambda part, parts: None,
        press=press or Sections(),
    )


@pytest.fixture
def executed_record(executed_batch: BatchRecord) -> PrintedRecord:
    return read_record(executed_batch.pk)


@pytest.fixture
def open_record(small_batch: BatchRecord) -> PrintedRecord:
    return read_record(small_batch.pk)
