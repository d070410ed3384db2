"""Acceptance criteria of results: bounds, listed words, or a word against a bound."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from measures.limits import Limits
from measures.numbers import parse_decimal
from measures.problems import ValueProblem
from measures.rounding import decimals_of, round_half_up
from measures.verdicts import Conformity


@dataclass(frozen=True)
class Criterion:
    """What is required of a result; words are compared without regard to case.

    `limits` binds numbers, rounded once half up to the limit's decimals. `accepted` and `rejected`
    are words that may be reported, also in place of a number ("no beads", "detected").
    """

    limits: Limits = Limits()
    accepted: frozenset[str] = frozenset()
    rejected: frozenset[str] = frozenset()

    def judge(self, reported: str) -> Conformity:
        """Conformity of a reported number or word; a word that is not listed is undecided."""
        word = reported.strip().casefold()
        if word in {listed.casefold() for listed in self.accepted}:
            return Conformity.CONFORMS
        if word in {listed.casefold() for listed in self.rejected}:
            return Conformity.DOES_NOT_CONFORM
        return self._judge_number(reported)

    def _judge_number(self, reported: str) -> Conformity:
        if not self.limits:
            return Conformity.UNDECIDED
        try:
            value = self.rounded(parse_decimal(reported))
        except ValueProblem:
            return Conformity.UNDECIDED
        held = self.limits.hold(value)
        return Conformity.CONFORMS if held else Conformity.DOES_NOT_CONFORM

    def rounded(self, value: Decimal) -> Decimal:
        """The reportable value: as many decimals as the limit is stated with."""
        bounds = [bound for bound in (self.limits.lower, self.limits.upper) if bound is not None]
        if not bounds:
            return value
        return round_half_up(value, max(decimals_of(bound) for bound in bounds))
