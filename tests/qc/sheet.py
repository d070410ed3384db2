"""A sample with three tests, and its results as a test reports them."""

from __future__ import annotations

from decimal import Decimal

from batches.commands.batches import link_sample
from batches.models import BatchRecord
from people.models import User
from qc import models
from qc.commands.results import record_result, register_sample
from qc.commands.specifications import CriterionDraft, define_method, write_specification
from qc.models import Sample
from tests import cast


def sample_of(people: dict[str, User], small_batch: BatchRecord) -> Sample:
    """Registered and linked; three tests, no result yet."""
    method = define_method(code="TM-1", title="A method", by=cast.SETUP, at=cast.NOW)
    drafts = [
        CriterionDraft(models.TestGroup.SAFETY, "Sterility", method, "negative",
                       accepted=("negative",), rejected=("positive",)),
        CriterionDraft(models.TestGroup.PURITY, "Viability", method, "> 70 %", unit="%",
                       lower=Decimal(70), lower_exclusive=True),
        CriterionDraft(models.TestGroup.PURITY, "Residual beads", method, "< 100 beads",
                       unit="{beads}/3.10*6{cells}", upper=Decimal(100), upper_exclusive=True,
                       accepted=("no beads",)),
    ]  # fmt: skip
    specification = write_specification(
        code="SPEC-1", revision=2, product=small_batch.master.product, criteria=drafts,
        source="A paper, table 2", by=cast.SETUP, at=cast.NOW,
    )  # fmt: skip
    analyst = people["trieger"]
    sample = register_sample(
        code="S-1", specification=specification, description="Final product", by=analyst,
        at=cast.NOW,
    )  # fmt: skip
    link_sample(batch=small_batch, sample=sample, by=analyst, at=cast.NOW)
    return sample


def report(sample: Sample, people: dict[str, User], **values: str) -> None:
    for line in sample.specification.criteria.all():
        if (value := values.get(line.test.split()[0])) is not None:
            record_result(
                sample=sample, criterion=line, reported=value, by=people["trieger"], at=cast.NOW
            )
