"""The specification, and the published release results of the executed batch."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from batches.commands.batches import link_sample
from batches.models import BatchRecord
from cgtlims.demo.people import SETUP
from cgtlims.demo.process import load
from people.models import User
from qc.commands.results import record_result, register_sample
from qc.commands.specifications import CriterionDraft, define_method, write_specification
from qc.models import Specification, TestGroup, TestMethod

FILE = "car_t_release.yaml"


def make_specification(batch: BatchRecord, at: datetime) -> Specification:
    file = load(FILE)
    methods = {
        method["code"]: define_method(**method, by=SETUP, at=at) for method in file["methods"]
    }
    head = file["specification"]
    specification: Specification = write_specification(
        code=head["code"],
        revision=head["version"],
        product=batch.master.product,
        criteria=[criterion(row, methods) for row in file["criteria"]],
        source=head["source"],
        by=SETUP,
        at=at,
    )
    return specification


def criterion(row: dict[str, Any], methods: dict[str, TestMethod]) -> CriterionDraft:
    number = row["kind"] == "number"
    return CriterionDraft(
        group=TestGroup(row["group"].upper()),
        test=row["test"],
        method=methods[row["method"]],
        text=row["text"],
        unit=row.get("unit", ""),
        lower=Decimal(row["lower"]) if "lower" in row else None,
        upper=Decimal(row["upper"]) if "upper" in row else None,
        lower_exclusive=row.get("lower_exclusive", False),
        upper_exclusive=row.get("upper_exclusive", False),
        accepted=tuple(row.get("words_accepted" if number else "accepted", [])),
        rejected=tuple(row.get("words_rejected" if number else "rejected", [])),
    )


def record_results(
    batch: BatchRecord, specification: Specification, published: str, analyst: User, at: datetime
) -> None:
    """The results of a published batch, on a sample of ours."""
    sample = register_sample(
        code=f"S-{batch.number}",
        specification=specification,
        description="Final product, release",
        by=analyst,
        at=at,
    )
    link_sample(batch=batch, sample=sample, by=analyst, at=at)
    reported = load(FILE)["results"][published]
    for line in specification.criteria.all():
        record_result(
            sample=sample, criterion=line, reported=reported[line.test], by=analyst, at=at
        )
