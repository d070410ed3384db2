"""Numbers are given once and in order, also when many are asked for at once."""

from __future__ import annotations

from integrity.refusals import Refused
from tests.cast import NOW
from tests.quality.conftest import HOUR
from tests.together import together


def test_numbers_have_no_gaps_when_many_raise_at_once(live_db, people, raised):
    """One of them is refused on the way; the others wait for each other."""
    wrong = {"found_at": NOW + HOUR}
    given = [{}, {}, wrong, {}, {}, {}]
    done = together(*(lambda other=other: raised(**other) for other in given))
    assert [isinstance(one, Refused) for one in done] == [bool(other) for other in given]
    numbers = sorted(one.number for one in done if not isinstance(one, Refused))
    assert numbers == [f"DEV-26-000{n}" for n in range(1, 6)]
