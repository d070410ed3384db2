"""What a sample's results come to: how many conform, which are open, which stand out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from measures.verdicts import Conformity
from qc.models import Sample
from qc.queries import Line, lines_of


@dataclass(frozen=True)
class Sheet:
    """A sample with every line of its specification."""

    sample: Sample
    lines: list[Line]

    @property
    def conforming(self) -> int:
        return sum(line.verdict is Conformity.CONFORMS for line in self.lines)

    @property
    def standing_out(self) -> list[Line]:
        """What somebody has to decide on: results that do not conform, then undecided ones."""
        return [
            line
            for verdict in (Conformity.DOES_NOT_CONFORM, Conformity.UNDECIDED)
            for line in self.lines
            if line.verdict is verdict
        ]

    @property
    def open(self) -> list[Line]:
        """Tests without a result."""
        return [line for line in self.lines if line.result is None]

    @property
    def sign(self) -> str:
        """The state of the design language for the whole sheet: that of its worst line."""
        verdicts = {line.verdict for line in self.lines}
        if Conformity.DOES_NOT_CONFORM in verdicts:
            return Conformity.DOES_NOT_CONFORM.state
        if Conformity.UNDECIDED in verdicts:
            return Conformity.UNDECIDED.state
        return "progress" if self.open else "ok"


def sheets_of(samples: Iterable[Sample]) -> list[Sheet]:
    return [Sheet(sample, lines_of(sample)) for sample in samples]
