"""A no says why, what clears it and who may overrule."""

from __future__ import annotations

import pytest

from integrity.refusals import (
    OVERRULE_TEXT,
    Blocker,
    NotPermitted,
    Overrule,
    Refused,
    from_problem,
    refuse,
    refuse_if,
)
from measures.numbers import parse_decimal
from measures.problems import ValueProblem
from people.permissions import Permission

SHUT = Blocker("SHUT", "The door is shut.")
BAD_NAME = Blocker("BAD_NAME", "That is no name.", field="name")


def test_it_works():
    with pytest.raises(Refused, match=r"The door is shut\.; That is no name\.") as refused:
        refuse_if([SHUT, BAD_NAME])
    assert refused.value.blockers == [SHUT, BAD_NAME]


def test_without_reasons_nothing_is_refused():
    refuse_if(iter([]))


@pytest.mark.parametrize(
    ("blockers", "status"), [([BAD_NAME], 422), ([SHUT], 409), ([SHUT, BAD_NAME], 409)]
)
def test_inputs_at_fault_are_told_from_a_state_that_stands_against_it(blockers, status):
    assert Refused(blockers).status == status


def test_a_missing_permission_is_named_as_people_call_it():
    refused = NotPermitted("Petra North", Permission.CREATE_BATCH)
    assert refused.status == 403
    assert str(refused.blockers[0].message) == (
        "Petra North may not do this: the permission “create batches” is missing."
    )
    assert "administrator" in str(refused.blockers[0].clears)


def test_nobody_may_overrule_unless_the_reason_says_so():
    assert SHUT.overrule is Overrule.NOBODY
    assert set(OVERRULE_TEXT) == set(Overrule)
    assert str(Overrule.NOBODY.text) == "Nobody may overrule."


def test_one_reason_is_raised_as_it_is_written():
    refused = refuse("SHUT", "The door is shut.", clears="Open it.", field="door")
    assert refused.blockers == [
        Blocker("SHUT", "The door is shut.", clears="Open it.", field="door")
    ]


def test_a_problem_of_a_value_stands_beside_its_field_with_what_is_accepted():
    with pytest.raises(ValueProblem) as problem:
        parse_decimal("37,1")
    assert from_problem(problem.value, field="temperature") == Blocker(
        "NOT_A_NUMBER",
        "“37,1” is not a number.",
        clears="Use a point, not a comma: 37.1.",
        field="temperature",
    )


def test_a_problem_that_accepts_nothing_clears_nothing():
    assert from_problem(ValueProblem("NO", "Never."), field="x").clears == ""
