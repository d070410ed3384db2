"""Release samples: every criterion of the specification, with its result when there is one."""

from __future__ import annotations

from collections.abc import Sequence

from batches.record_pdf.content import PrintedResult, PrintedSample
from batches.record_pdf.deeds import deed, deed_if
from qc.models import AcceptanceCriterion, Result, Sample, TestGroup
from qc.queries import Line


def printed_samples(
    samples: Sequence[Sample], criteria: Sequence[AcceptanceCriterion], results: Sequence[Result]
) -> tuple[PrintedSample, ...]:
    reported = {(result.sample_id, result.criterion_id): result for result in results}
    return tuple(
        PrintedSample(
            code=sample.code,
            description=sample.description,
            specification=str(sample.specification),
            source=sample.specification.source,
            taken=deed(sample.sampled_by, sample.sampled_at),
            results=tuple(
                _result(Line(criterion, reported.get((sample.pk, criterion.pk))))
                for criterion in criteria
                if criterion.specification_id == sample.specification_id
            ),
        )
        for sample in samples
    )


def _result(line: Line) -> PrintedResult:
    criterion, result = line.criterion, line.result
    return PrintedResult(
        group=str(TestGroup(criterion.group).label),
        test=criterion.test,
        method=f"{criterion.method.title} ({criterion.method.code})",
        requirement=criterion.text,
        unit=line.unit,
        reported=result.reported if result else "",
        verdict=line.verdict,
        recorded=deed_if(result.recorded_by, result.recorded_at) if result else None,
    )
