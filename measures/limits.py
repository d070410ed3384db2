"""Limits on a number: one- or two-sided, strict or not, alert inside action."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from measures.numbers import finite, plain
from measures.verdicts import Verdict


@dataclass(frozen=True)
class Limits:
    """An interval a value should lie in; a missing bound does not bind.

    A bound itself is inside unless it is exclusive. Raises ValueError when it holds no value.
    """

    lower: Decimal | None = None
    upper: Decimal | None = None
    lower_exclusive: bool = False
    upper_exclusive: bool = False

    def __post_init__(self) -> None:
        if any(not bound.is_finite() for bound in (self.lower, self.upper) if bound is not None):
            raise ValueError("A bound must be a finite number.")
        if self.lower is None or self.upper is None:
            return
        open_end = self.lower_exclusive or self.upper_exclusive
        if self.lower > self.upper or (open_end and self.lower == self.upper):
            raise ValueError(f"No value lies between {self.lower} and {self.upper}.")

    def __bool__(self) -> bool:
        return self.lower is not None or self.upper is not None

    def is_below(self, value: Decimal) -> bool:
        """True below the lower bound, or at it when it is exclusive."""
        if self.lower is None:
            return False
        number = finite(value)
        return number <= self.lower if self.lower_exclusive else number < self.lower

    def is_above(self, value: Decimal) -> bool:
        """True above the upper bound, or at it when it is exclusive."""
        if self.upper is None:
            return False
        number = finite(value)
        return number >= self.upper if self.upper_exclusive else number > self.upper

    def hold(self, value: Decimal) -> bool:
        return not self.is_below(value) and not self.is_above(value)

    def enclose(self, inner: Limits) -> bool:
        """True when every value that `inner` allows is allowed here too."""
        return self._lower_encloses(inner) and self._upper_encloses(inner)

    def _lower_encloses(self, inner: Limits) -> bool:
        if self.lower is None:
            return True
        if inner.lower is None or inner.lower < self.lower:
            return False
        return inner.lower > self.lower or inner.lower_exclusive or not self.lower_exclusive

    def _upper_encloses(self, inner: Limits) -> bool:
        if self.upper is None:
            return True
        if inner.upper is None or inner.upper > self.upper:
            return False
        return inner.upper < self.upper or inner.upper_exclusive or not self.upper_exclusive

    def __str__(self) -> str:
        if self.lower is not None and self.upper is not None:
            if not self.lower_exclusive and not self.upper_exclusive:
                return f"{plain(self.lower)} – {plain(self.upper)}"
            return f"{self._lower_text()}, {self._upper_text()}"
        return self._lower_text() or self._upper_text()

    def _lower_text(self) -> str:
        sign = ">" if self.lower_exclusive else "≥"
        return "" if self.lower is None else f"{sign} {plain(self.lower)}"

    def _upper_text(self) -> str:
        sign = "<" if self.upper_exclusive else "≤"
        return "" if self.upper is None else f"{sign} {plain(self.upper)}"


def judge(value: Decimal, *, action: Limits, alert: Limits) -> Verdict:
    """Where a value lies: outside action, outside alert, or within limits."""
    if action.is_below(value):
        return Verdict.BELOW_ACTION
    if action.is_above(value):
        return Verdict.ABOVE_ACTION
    if alert.is_below(value):
        return Verdict.BELOW_ALERT
    if alert.is_above(value):
        return Verdict.ABOVE_ALERT
    return Verdict.WITHIN
