"""And, or over what is known, not known, and not so (Kleene's three-valued logic)."""

from __future__ import annotations

from collections.abc import Iterable

from measures.verdicts import Conformity


def all_of(judged: Iterable[Conformity]) -> Conformity:
    """Does not conform when one does not; conforms when all do; else undecided."""
    found = set(judged)
    for worst in (Conformity.DOES_NOT_CONFORM, Conformity.UNDECIDED):
        if worst in found:
            return worst
    return Conformity.CONFORMS


def any_of(judged: Iterable[Conformity]) -> Conformity:
    """Conforms when one does; does not conform when none can; else undecided."""
    found = set(judged)
    for best in (Conformity.CONFORMS, Conformity.UNDECIDED):
        if best in found:
            return best
    return Conformity.DOES_NOT_CONFORM
