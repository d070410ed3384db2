"""Release results are part of the batch record: each makes a new version of it."""

from __future__ import annotations

import pytest

from batches.commands.batches import link_sample
from batches.models import BatchRecord
from integrity.refusals import Refused
from qc.commands.results import record_result, register_sample
from qc.commands.specifications import CriterionDraft, define_method, write_specification
from qc.models import Sample
from qc.models import TestGroup as Group
from tests.cast import SETUP


@pytest.fixture
def sample(small_batch, people, now) -> Sample:
    method = define_method(code="TM-STE-01", title="Sterility", by=SETUP, at=now)
    draft = CriterionDraft(
        group=Group.SAFETY,
        test="Sterility",
        method=method,
        text="negative",
        accepted=("negative",),
    )
    specification = write_specification(
        code="SPEC-1",
        revision=1,
        product=small_batch.master.product,
        criteria=[draft],
        by=SETUP,
        at=now,
    )
    return register_sample(
        code="S-1",
        specification=specification,
        description="Final product",
        by=people["trieger"],
        at=now,
    )


def version(batch: BatchRecord) -> int:
    batch.refresh_from_db()
    return batch.version


def test_it_works(small_batch, sample, people, now):
    before = version(small_batch)
    link_sample(batch=small_batch, sample=sample, by=people["trieger"], at=now)
    assert version(small_batch) == before + 1
    criterion = sample.specification.criteria.get()
    result = {"sample": sample, "criterion": criterion, "by": people["trieger"], "at": now}
    record_result(reported="negative", **result)
    assert version(small_batch) == before + 2
    with pytest.raises(Refused):
        record_result(reported="negative", **result)
    assert version(small_batch) == before + 2


def test_a_sample_of_no_batch_changes_no_record(small_batch, sample, people, now):
    before = version(small_batch)
    criterion = sample.specification.criteria.get()
    record_result(
        sample=sample, criterion=criterion, reported="negative", by=people["trieger"], at=now
    )
    assert version(small_batch) == before
