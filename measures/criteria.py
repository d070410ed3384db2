"""Acceptance criteria of results: bounds, listed words, or a word against a bound."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from measures.censored import Censored
from measures.certainty import conformity
from measures.limits import Limits
from measures.problems import ValueProblem
from measures.rounding import (
    Rounded,
    decimals_of,
    need_figures,
    round_half_up,
    round_to_figures,
)
from measures.values import parse_value
from measures.verdicts import Conformity


@dataclass(frozen=True)
class Criterion:
    """What is required of a result; words are compared without regard to case.

    `limits` binds numbers, rounded once half up: to the limit's decimals, or to `figures`, the
    significant figures that the limit is stated with. `accepted` and `rejected` are words that may
    be reported, also in place of a number ("no beads", "detected").
    """

    limits: Limits = Limits()
    accepted: frozenset[str] = frozenset()
    rejected: frozenset[str] = frozenset()
    figures: int | None = None

    def __post_init__(self) -> None:
        if self.figures is not None:
            need_figures(self.figures)

    def judge(self, reported: str) -> Conformity:
        """Conformity of a reported number, censored value or word.

        Undecided are a word that is not listed, and a censored value that may lie on either side.
        """
        word = reported.strip().casefold()
        if word in {listed.casefold() for listed in self.accepted}:
            return Conformity.CONFORMS
        if word in {listed.casefold() for listed in self.rejected}:
            return Conformity.DOES_NOT_CONFORM
        return self._judge_value(reported)

    def _judge_value(self, reported: str) -> Conformity:
        if not self.limits:
            return Conformity.UNDECIDED
        try:
            value = parse_value(reported)
        except ValueProblem:
            return Conformity.UNDECIDED
        # `< 0.5` is the reported result itself, so its 0.5 is not rounded.
        number = value if isinstance(value, Censored) else self.rounded(value).value
        return conformity(number, self.limits)

    def rounded(self, value: Decimal) -> Rounded:
        """The reportable value; without a limit there is nothing to round to."""
        bounds = [bound for bound in (self.limits.lower, self.limits.upper) if bound is not None]
        if not bounds:
            return Rounded(value)
        if self.figures is not None:
            return round_to_figures(value, self.figures)
        return round_half_up(value, max(decimals_of(bound) for bound in bounds))
