"""Keys that are not known are named: a misspelt limit would silently be no limit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from batches.drafts.faults import Fault
from batches.drafts.places import Place
from batches.drafts.showing import short
from measures.problems import ValueProblem, gettext_noop


def unknown_keys(given: Iterable[str], accepted: Iterable[str], place: Place) -> Iterator[Fault]:
    """A fault for each key that is not accepted here, with the one that was perhaps meant."""
    known = sorted(accepted)
    for key in given:
        if key not in known:
            yield Fault(place / key, _unknown(short(str(key)), known))


def _unknown(key: str, known: list[str]) -> ValueProblem:
    near = get_close_matches(key.lower(), known, n=1)
    return ValueProblem(
        "UNKNOWN_KEY",
        gettext_noop("“%(key)s” is not a key here."),
        gettext_noop("Did you mean “%(near)s”? Accepted: %(keys)s.")
        if near
        else gettext_noop("Accepted: %(keys)s."),
        key=key,
        near="".join(near),
        keys=", ".join(known),
    )
