"""Questions about samples that several pages ask."""

from __future__ import annotations

from dataclasses import dataclass

from measures.censored import Censored
from measures.problems import ValueProblem
from measures.units import UNITS
from measures.values import parse_value
from measures.verdicts import Conformity
from qc.models import AcceptanceCriterion, Result, Sample


@dataclass(frozen=True)
class Line:
    """One test of a sample: what is required, and what was reported, if anything yet."""

    criterion: AcceptanceCriterion
    result: Result | None

    @property
    def verdict(self) -> Conformity | None:
        return self.result.verdict if self.result else None

    @property
    def unit(self) -> str:
        """The unit as printed behind a number; a word such as “no beads” has none."""
        if self.result is None or not self.result.unit:
            return ""
        try:
            value = parse_value(self.result.reported)
        except ValueProblem:
            return ""
        ends_in_a_word = isinstance(value, Censored) and value.bound is None
        return "" if ends_in_a_word else UNITS[self.result.unit].symbol


def lines_of(sample: Sample) -> list[Line]:
    """Every criterion of the sample's specification in order, with its result."""
    results = {
        result.criterion_id: result for result in sample.results.select_related("recorded_by")
    }
    criteria = sample.specification.criteria.select_related("method")
    return [Line(criterion, results.get(criterion.pk)) for criterion in criteria]
