"""The demo facility loads whole, by commands, and its verdicts are those of the publication."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from batches.models import BatchRecord, BatchStatus, Entry
from cgtlims.demo.facility import is_loaded, load_facility
from integrity.models import AuditEvent
from qc.models import Result

pytestmark = pytest.mark.django_db


def test_it_works():
    told: list[str] = []
    load_facility("one-long-phrase-for-tests", datetime(2026, 11, 21, 12, tzinfo=UTC), told.append)
    assert is_loaded()
    assert told
    first = BatchRecord.objects.get(number="CART-26-001")
    assert first.status == BatchStatus.EXECUTED
    assert first.sponsor.is_fictitious
    assert BatchRecord.objects.get(number="CART-26-002").status == BatchStatus.IN_PROGRESS
    out = Entry.objects.filter(judged__in=["ABOVE_ACTION", "BELOW_ACTION", "NOT_ACCEPTED"])
    assert [entry.parameter.step.number for entry in out] == ["7.14"]
    assert out.get().parameter.step.remark
    assert Result.objects.count() == 11
    assert set(Result.objects.values_list("conformity", flat=True)) == {"CONFORMS"}
    assert AuditEvent.objects.filter(verb="batch_step.performed").count() > 107
