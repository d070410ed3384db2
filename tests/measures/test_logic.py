"""And, or over what may be undecided."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measures.logic import all_of, any_of
from measures.verdicts import Conformity
from tests.measures.strategies import negated

YES, NO, OPEN = Conformity.CONFORMS, Conformity.DOES_NOT_CONFORM, Conformity.UNDECIDED
JUDGED = st.lists(st.sampled_from(Conformity), max_size=5)


@pytest.mark.parametrize(
    ("one", "other", "both", "either"),
    [
        (YES, YES, YES, YES),
        (YES, NO, NO, YES),
        (NO, NO, NO, NO),
        (OPEN, YES, OPEN, YES),
        (OPEN, NO, NO, OPEN),
        (OPEN, OPEN, OPEN, OPEN),
    ],
)
def test_it_works(one: Conformity, other: Conformity, both: Conformity, either: Conformity) -> None:
    assert all_of([one, other]) is all_of([other, one]) is both
    assert any_of([one, other]) is any_of([other, one]) is either


@given(JUDGED)
def test_and_is_the_opposite_of_or_of_the_opposites(judged: list[Conformity]) -> None:
    assert negated(all_of(judged)) is any_of(negated(one) for one in judged)
    assert negated(any_of(judged)) is all_of(negated(one) for one in judged)


@given(JUDGED, JUDGED)
def test_brackets_of_the_same_kind_do_not_matter(
    one: list[Conformity], other: list[Conformity]
) -> None:
    assert all_of([all_of(one), all_of(other)]) is all_of(one + other)
    assert any_of([any_of(one), any_of(other)]) is any_of(one + other)


@given(JUDGED, st.data())
def test_what_is_decided_stays_so_when_the_open_results_come(
    judged: list[Conformity], data: st.DataObject
) -> None:
    later = [data.draw(st.sampled_from([YES, NO])) if one is OPEN else one for one in judged]
    for joined in (all_of, any_of):
        assert joined(judged) in {OPEN, joined(later)}
