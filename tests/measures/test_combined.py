"""Criteria joined by and, or, over named results."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measures.combined import All, Any, Combined, Group, Requirement
from measures.criteria import Criterion
from measures.limits import Limits
from measures.problems import ValueProblem
from measures.units import unit
from measures.verdicts import Conformity
from tests.measures.strategies import negated

YES, NO, OPEN = Conformity.CONFORMS, Conformity.DOES_NOT_CONFORM, Conformity.UNDECIDED
VIABILITY = Requirement("viability", Criterion(Limits(lower=Decimal("70.0"))), unit("%"))
VCN = Requirement("VCN", Criterion(Limits(upper=Decimal(5))))
VCN_BY_FLOW = Requirement("VCN by flow", Criterion(Limits(upper=Decimal(6))))
RELEASE = All(VIABILITY, Any(VCN, VCN_BY_FLOW))
WORDS = Criterion(accepted=frozenset({"yes"}), rejected=frozenset({"no"}))
SWAPPED = Criterion(accepted=WORDS.rejected, rejected=WORDS.accepted)
NAMES = ("a", "b", "c", "d")

LEAVES = st.builds(Requirement, st.sampled_from(NAMES), st.sampled_from([WORDS, SWAPPED]))
TREES = st.recursive(
    LEAVES,
    lambda parts: st.builds(
        lambda group, inner: group(*inner),
        st.sampled_from([All, Any]),
        st.lists(parts, min_size=1, max_size=3),
    ),
    max_leaves=8,
)
RESULTS = st.dictionaries(st.sampled_from(NAMES), st.sampled_from(["yes", "no", "unclear", ""]))


def opposite(tree: Combined) -> Combined:
    if isinstance(tree, Group):
        return (Any if isinstance(tree, All) else All)(*(opposite(part) for part in tree.parts))
    return Requirement(tree.name, SWAPPED if tree.criterion == WORDS else WORDS)


@pytest.mark.parametrize(
    ("results", "conformity"),
    [
        ({"viability": "91", "VCN": "4"}, YES),
        ({"viability": "91", "VCN": "7", "VCN by flow": "6"}, YES),
        ({"viability": "91", "VCN": "7", "VCN by flow": "7"}, NO),
        ({"viability": "91", "VCN": "7"}, OPEN),
        ({"viability": "91", "VCN": "< 10"}, OPEN),
        ({"viability": "91"}, OPEN),
        ({"viability": "69.9", "VCN": "4"}, NO),
        ({"viability": "69.9"}, NO),
        ({"VCN": "4"}, OPEN),
        ({}, OPEN),
        ({"viability": "91", "VCN": "4", "colour": "blue"}, YES),
    ],
)
def test_it_works(results: dict[str, str], conformity: Conformity) -> None:
    assert RELEASE.judge(results) is conformity


def test_it_says_which_results_it_needs() -> None:
    assert RELEASE.names == {"viability", "VCN", "VCN by flow"}


@pytest.mark.parametrize(
    ("tree", "text"),
    [
        (RELEASE, "viability ≥ 70.0 % and (VCN ≤ 5 or VCN by flow ≤ 6)"),
        (Any(All(VIABILITY, VCN), VCN), "(viability ≥ 70.0 % and VCN ≤ 5) or VCN ≤ 5"),
        (All(Any(VCN)), "VCN ≤ 5"),
        (All(VCN, VCN_BY_FLOW, VIABILITY), "VCN ≤ 5 and VCN by flow ≤ 6 and viability ≥ 70.0 %"),
        (Requirement("sterility", Criterion(accepted=frozenset({"no growth", "negative"}))),
         "sterility: negative / no growth"),
        (Requirement("beads", Criterion(Limits(upper=Decimal(100)), frozenset({"no beads"}))),
         "beads ≤ 100 / no beads"),
        (Requirement("pH", Criterion(Limits(Decimal("6.9"), Decimal("7.8"))), unit("[pH]")),
         "pH 6.9 – 7.8 pH"),
    ],
)  # fmt: skip
def test_it_is_read_as_people_say_it(tree: Combined, text: str) -> None:
    assert str(tree) == text


def test_and_or_are_translated_where_it_is_shown() -> None:
    dutch = {
        "%(one)s and %(other)s": "%(one)s en %(other)s",
        "%(one)s or %(other)s": "%(one)s of %(other)s",
    }
    assert RELEASE.text(dutch.__getitem__) == "viability ≥ 70.0 % en (VCN ≤ 5 of VCN by flow ≤ 6)"


@given(TREES, RESULTS)
def test_the_opposite_criterion_judges_the_opposite(
    tree: Combined, results: dict[str, str]
) -> None:
    assert opposite(tree).judge(results) is negated(tree.judge(results))


@given(TREES, RESULTS)
def test_a_missing_result_leaves_open_what_depends_on_it(
    tree: Combined, results: dict[str, str]
) -> None:
    for name in tree.names:
        fewer = {known: said for known, said in results.items() if known != name}
        assert tree.judge(fewer) in {OPEN, tree.judge(results)}


@given(TREES)
def test_only_the_named_results_decide(tree: Combined) -> None:
    assert tree.judge({}) is OPEN
    both = [tree.judge(dict.fromkeys(tree.names, said)) for said in ("yes", "no")]
    assert OPEN not in both


@pytest.mark.parametrize("group", [All, Any])
def test_nothing_cannot_be_joined(group: type[Group]) -> None:
    with pytest.raises(ValueProblem, match="Nothing is joined"):
        group()


@pytest.mark.parametrize(
    ("name", "criterion"),
    [
        (" ", VCN.criterion),
        ("VCN", Criterion()),
        ("VCN", Criterion(rejected=frozenset({"positive"}))),
        ("VCN", Criterion(accepted=frozenset({""}))),
        ("VCN", Criterion(accepted=frozenset({"yes", " "}))),
        ("VCN", Criterion(accepted=frozenset({"yes"}), rejected=frozenset({""}))),
        ("VCN", Criterion(accepted=frozenset({"Yes"}), rejected=frozenset({"yes "}))),
    ],
)
def test_what_cannot_be_met_or_says_nothing_is_refused(name: str, criterion: Criterion) -> None:
    with pytest.raises(ValueProblem, match="is not a requirement") as problem:
        Requirement(name, criterion)
    assert "limits or accepted words" in problem.value.accepted
