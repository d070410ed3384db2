"""Limits and values such as people state and report, for laws."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import assume
from hypothesis import strategies as st

from measures.censored import Censored, Censoring
from measures.limits import Limits
from measures.nested import NestedLimits
from measures.verdicts import Conformity
from tests.measures.decimals import DECIMALS

FEW = st.integers(-3, 3).map(Decimal)  # so few that bounds and values often meet
NEAR = FEW | DECIMALS
BOUNDS = st.none() | NEAR
TINY = Decimal("1e-10")
FAR = Decimal("1e20")

CENSORED = st.builds(
    Censored, st.sampled_from([Censoring.BELOW, Censoring.ABOVE]), NEAR
) | st.builds(Censored, st.just(Censoring.NOT_DETECTED), BOUNDS)
VALUES = NEAR | CENSORED


@st.composite
def limits(draw: st.DrawFn, bounds: st.SearchStrategy[Decimal | None] = BOUNDS) -> Limits:
    found = draw(st.tuples(bounds, bounds, st.booleans(), st.booleans()))
    try:
        return Limits(*found)
    except ValueError:
        assume(False)
        raise


@st.composite
def nested(draw: st.DrawFn) -> NestedLimits:
    """Bounds in the order that nesting asks for, some left out, some exclusive."""
    bounds = sorted(draw(st.lists(NEAR, min_size=6, max_size=6)))
    kept = [bound if draw(st.booleans()) else None for bound in bounds]
    flags = draw(st.lists(st.booleans(), min_size=6, max_size=6))
    try:
        reject, action, alert = (
            Limits(kept[at], kept[5 - at], flags[at], flags[5 - at]) for at in range(3)
        )
        return NestedLimits(alert=alert, action=action, reject=reject)
    except ValueError:
        assume(False)
        raise


def probes(*found: Limits) -> list[Decimal]:
    """The bounds, what lies just beside them, and what lies far out."""
    bounds = [b for one in found for b in (one.lower, one.upper) if b is not None]
    return [-FAR, FAR, *(edge for b in bounds for edge in (b - TINY, b, b + TINY))]


def near(*found: Limits) -> st.SearchStrategy[Decimal]:
    """Any value, and above all the bounds themselves and what lies just beside them."""
    return st.sampled_from(probes(*found)) | DECIMALS


def negated(judged: Conformity) -> Conformity:
    """The opposite; what is undecided stays so."""
    opposites = {
        Conformity.CONFORMS: Conformity.DOES_NOT_CONFORM,
        Conformity.DOES_NOT_CONFORM: Conformity.CONFORMS,
    }
    return opposites.get(judged, judged)
