"""The signatures of a record, as 21 CFR 11.50 asks for them, on paper."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from batches.record_pdf.content import PrintedRecord, Void
from tests.batches.record_pdf.conftest import printed
from tests.cast import NOW
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


@pytest.mark.urs("P11-70")
def test_a_void_signature_is_printed_as_void(executed_record: PrintedRecord) -> None:
    void = replace(executed_record.signatures[1], void=Void("Kwame Adler", NOW))
    record = replace(executed_record, signatures=(executed_record.signatures[0], void))
    text = reading.text(printed(record).content)
    assert "void: changed by Kwame Adler, 2 Nov 2026 09:00:00 CET" in text
