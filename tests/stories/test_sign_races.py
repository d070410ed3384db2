"""A small share of the proof `sign-races`: no signature stands for other than what was shown."""

from __future__ import annotations

import pytest

from proof.sign_races import race
from proof.step_edits import EDITS

RACES = 6 * len(EDITS)


@pytest.mark.urs("P11-70")
def test_it_works(live_db, people, small_master):
    """Signed first, the signature is void; edited first, nothing is signed."""
    found = race(people, small_master, RACES)
    assert found.races == found.voided + found.refused == RACES
    assert (found.otherwise, found.unedited) == (0, 0)
    assert found.voided
    assert found.refused
