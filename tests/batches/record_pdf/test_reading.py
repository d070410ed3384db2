"""The record is read whole, of one moment, with a constant number of queries."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.db.utils import InternalError
from django.test.utils import CaptureQueriesContext

from batches.commands.batches import create_batch, link_sample
from batches.commands.execution import complete_step
from batches.commands.masters import write_master
from batches.master_file import read_master
from batches.models import BatchRecord, BatchStep
from batches.record_pdf.read import read_record, snapshot
from cleanrooms.models import Grade
from measures.verdicts import Conformity
from people.models import User
from qc import models as qc
from qc.commands.results import record_result, register_sample
from qc.commands.specifications import CriterionDraft, define_method, write_specification
from tests.batches.record_pdf.conftest import printed
from tests.cast import NOW, SETUP, answers, make_room
from tests.documents import reading
from tests.signing import approve
from tests.together import together

MASTER = Path(settings.BASE_DIR) / "cgtlims/demo/processes/car_t_master.yaml"
QUERIES = 12


def queries(work: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as captured:
        work()
    return len(captured)


def long_batch(people: dict[str, User], short: BatchRecord) -> BatchRecord:
    """An open batch of more than a hundred steps."""
    draft = read_master(MASTER.read_text(encoding="utf-8"))
    master = write_master(draft=draft, product=short.master.product, by=people["kadler"], at=NOW)
    master = approve(master, by=people["mlindqvist"], at=NOW)
    room = make_room("CR-BEST", Grade.A)
    return create_batch(
        master=master, number="CART-26-900", patient_code="NLT-0060",
        chain_of_identity="COI-0000-0001", by=people["kadler"], at=NOW,
        rooms=dict.fromkeys(range(1, len(draft.operations) + 1), room),
    )  # fmt: skip


@pytest.fixture
def sampled(people: dict[str, User], executed_batch: BatchRecord) -> BatchRecord:
    """The executed batch with a sample, of which one of two results is there."""
    method = define_method(code="TM-01", title="Flow cytometry", by=SETUP, at=NOW)
    specification = write_specification(
        code="SPEC-01", revision=1, product=executed_batch.master.product, by=SETUP, at=NOW,
        source="A published table",
        criteria=[
            CriterionDraft(
                qc.TestGroup.PURITY, "Viability", method, "at least 80 %", "%", Decimal(80)
            ),
            CriterionDraft(qc.TestGroup.SAFETY, "Sterility", method, "no growth"),
        ],
    )  # fmt: skip
    sample = register_sample(
        code="QC-0001", specification=specification, description="final bag",
        by=people["trieger"], at=NOW,
    )  # fmt: skip
    link_sample(batch=executed_batch, sample=sample, by=people["trieger"], at=NOW)
    record_result(
        sample=sample, criterion=specification.criteria.get(test="Viability"), reported="71.4",
        by=people["trieger"], at=NOW,
    )  # fmt: skip
    return executed_batch


def test_a_long_record_takes_as_many_queries_as_a_short_one(
    people: dict[str, User], sampled: BatchRecord
) -> None:
    long = long_batch(people, sampled)
    assert BatchStep.objects.filter(operation__batch=long).count() > 100
    assert queries(lambda: read_record(sampled.pk)) == QUERIES
    assert queries(lambda: read_record(long.pk)) <= QUERIES


def test_results_are_read_and_printed_with_what_is_still_open(sampled: BatchRecord) -> None:
    record = read_record(sampled.pk)
    viability, sterility = record.samples[0].results
    assert (viability.reported, viability.verdict) == ("71.4", Conformity.DOES_NOT_CONFORM)
    assert (sterility.reported, sterility.verdict) == ("", None)
    text = reading.text(printed(record).content)
    assert "Sample QC-0001, final bag" in text
    assert "Viability Flow cytometry (TM-01) at least 80 % 71.4 % Does not conform" in text
    assert "Sterility Flow cytometry (TM-01) no growth open open" in text
    assert "Result recorded: Viability 71.4 (Does not conform)" in text
    assert "0 of 2 conform" in text


def test_a_snapshot_is_of_one_moment(
    live_db: str, people: dict[str, User], small_batch: BatchRecord
) -> None:
    step = BatchStep.objects.filter(operation__batch=small_batch).order_by("position")[0]
    values = answers(step)
    with snapshot():
        before = read_record(small_batch.pk)
        together(lambda: complete_step(step=step, values=values, by=people["jvermaat"], at=NOW))
        assert BatchStep.objects.get(pk=step.pk).performed_at is None
        assert read_record(small_batch.pk) == before
    assert read_record(small_batch.pk).version > before.version


def test_a_snapshot_cannot_write(live_db: str, small_batch: BatchRecord) -> None:
    with pytest.raises(InternalError, match="read-only transaction"), snapshot():
        BatchRecord.objects.filter(pk=small_batch.pk).update(patient_code="X")
