"""A case of bad input: where, what, how it is refused, and a neighbour that is accepted.

(place, a value that is refused, its code, what is said to be accepted, one that is accepted)
"""

from __future__ import annotations

from typing import Any

from batches.drafts import MasterDraft
from batches.master_file import read_master
from tests.batches.master_files import changed, only, put

Case = tuple[str, Any, str, str, Any]


def named(case: Case) -> str:
    return f"{case[0]}={str(case[1])[:30]!r}"


def refused(case: Case) -> None:
    """It is refused for this alone; what stands in a list is named within it."""
    place, bad, code, accepted, _ = case
    blocker = only(changed(put(place, bad)))
    assert blocker.code == code
    assert blocker.field == place or blocker.field.startswith(f"{place}/")
    assert accepted in blocker.clears
    assert blocker.message


def neighbour_read(case: Case) -> None:
    """None as the neighbour means that the place is better left alone."""
    place, _, _, _, good = case
    assert good is None or isinstance(read_master(changed(put(place, good))), MasterDraft)
