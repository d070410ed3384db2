"""The signatures of a record, as 21 CFR 11.50 asks for them, on paper."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from batches.models import BatchRecord, Entry
from batches.record_pdf.content import PrintedRecord
from batches.record_pdf.read import read_record
from tests.batches.record_pdf.conftest import printed
from tests.deeds import changed
from tests.documents import reading


@pytest.mark.urs("P11-50")
def test_every_signature_is_printed_with_full_name_time_and_meaning(
    executed_record: PrintedRecord,
) -> None:
    text = reading.text(printed(executed_record).content)
    assert "D Signatures (3)" in text
    assert re.search(r"Approved by Mara Lindqvist 2 Nov 2026 09:00:00 CET MBR-SMALL-01 v1", text)
    assert len(re.findall(r"Verified by Ama Owusu 2 Nov 2026 09:0\d:\d\d CET [12]\.\d", text)) == 2
    for one in executed_record.signatures:
        assert one.content_hash in text.replace(" ", "")
    assert "void: changed by" not in text


def test_a_signature_is_printed_in_the_zone_it_was_made_in(
    executed_record: PrintedRecord,
) -> None:
    moved = replace(executed_record.signatures[0], zone="Asia/Tokyo")
    text = reading.text(printed(replace(executed_record, signatures=(moved,))).content)
    assert "Approved by Mara Lindqvist 2 Nov 2026 17:00:00 JST" in text


@pytest.mark.urs("P11-70")
def test_a_void_signature_is_printed_as_void(executed_batch: BatchRecord) -> None:
    """One step was changed after it was verified; the other signatures stand."""
    verified = Entry.objects.filter(parameter__step__verified_at__isnull=False)
    changed(verified.earliest("pk"), raw="7.0")
    record = read_record(executed_batch.pk)
    assert [one.void is None for one in record.signatures] == [True, False, True]
    text = reading.text(printed(record).content)
    assert text.count("void: changed by Test, 2 Nov 2026 09:00:00 CET") == 1
