"""Alert inside action inside reject: how far out a value lies."""

from __future__ import annotations

from dataclasses import dataclass

from measures.certainty import is_certainly_above, is_certainly_below, is_certainly_inside
from measures.limits import Limits
from measures.problems import ValueProblem, gettext_noop
from measures.values import Value
from measures.verdicts import Verdict


@dataclass(frozen=True)
class NestedLimits:
    """Look, act, reject: each inside the next, side by side; what is not stated does not bind.

    Bounds may coincide. Raises ValueProblem when an inner limit lies outside an outer one, or when
    no value is left inside all of them.
    """

    alert: Limits = Limits()
    action: Limits = Limits()
    reject: Limits = Limits()

    def __post_init__(self) -> None:
        self.within  # noqa: B018 - working it out is what refuses

    @property
    def within(self) -> Limits:
        """The values that are outside nothing."""
        return _inside(_inside(self.reject, self.action), self.alert)

    def judge(self, value: Value) -> Verdict:
        """The verdict of the outermost limit that the value is outside of.

        A censored value gets the verdict that all its possible numbers share, or UNDECIDED.
        """
        levels = (
            (self.reject, Verdict.BELOW_REJECT, Verdict.ABOVE_REJECT),
            (self.action, Verdict.BELOW_ACTION, Verdict.ABOVE_ACTION),
            (self.alert, Verdict.BELOW_ALERT, Verdict.ABOVE_ALERT),
        )
        for limits, below, above in levels:
            if is_certainly_below(value, limits):
                return below
            if is_certainly_above(value, limits):
                return above
            if not is_certainly_inside(value, limits):
                return Verdict.UNDECIDED
        return Verdict.WITHIN if self.within else Verdict.NOT_JUDGED


def _inside(outer: Limits, inner: Limits) -> Limits:
    """The inner limits, on a side that they leave open the outer ones."""
    lower = outer if inner.lower is None else inner
    upper = outer if inner.upper is None else inner
    try:
        both = Limits(lower.lower, upper.upper, lower.lower_exclusive, upper.upper_exclusive)
    except ValueError:
        both = None
    if both is None or not outer.enclose(both):
        raise ValueProblem(
            "NOT_NESTED",
            gettext_noop("The limits %(inner)s do not lie inside %(outer)s."),
            gettext_noop(
                "Accepted: alert limits inside action limits, these inside reject limits."
            ),
            inner=str(inner),
            outer=str(outer),
        )
    return both
